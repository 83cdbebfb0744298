import Exchange
import InstrumentKit
import Language
import Profile

extension ImportPlan.HeaderFault: Worded {
  var message: Message {
    switch problem {
    case .unknownColumn:
      let near = Nearest.of(name, among: known)
      return Message(
        "E501", "kolom \(position) heet \"\(name)\": die kent het instrument niet",
        "column \(position) is called \"\(name)\": the instrument knows no such column",
        next: near.map { ("bedoelde u \($0)?", "did you mean \($0)?") })
    case .noHeader:
      return Message(
        "E504", "de eerste regel noemt geen kolommen die dit instrument kent",
        "the first line names no columns that this instrument knows",
        next: (
          "begin met een regel als client,filled-on,mobility",
          "begin with a line such as client,filled-on,mobility"
        ))
    case .takenTwice:
      return Message(
        "E502", "kolom \(position), \"\(name)\", staat er twee keer",
        "column \(position), \"\(name)\", is there twice")
    case .noClient, .noFilledOn, .noKey:
      return Message(
        "E503", "de kolom \"\(name)\" ontbreekt", "the column \"\(name)\" is missing",
        next: ("zet ze in de eerste regel", "put it in the first line"))
    case .empty:
      return Message(
        "E504", "het bestand heeft geen eerste regel met kolommen",
        "the file has no first line of columns")
    }
  }
}

extension CSVFault: Worded {
  var message: Message {
    Message(
      "E505", "regel \(line) van het bestand is geen leesbare regel met kolommen",
      "line \(line) of the file is no readable line of columns")
  }
}

extension EncodingFault: Worded {
  var message: Message {
    switch problem {
    case .looksLike(let found):
      Message(
        "E536", "dit bestand is geen UTF-8; het lijkt \(found.rawValue)",
        "this file is not UTF-8; it looks like \(found.rawValue)",
        next: (
          "zeg codering \(found.rawValue) (--encoding \(found.rawValue)), of bewaar het als CSV UTF-8",
          "say encoding \(found.rawValue) (--encoding \(found.rawValue)), or save it as CSV UTF-8"
        ))
    case .isOther(let found, let said):
      Message(
        "E536", "dit bestand is geen \(said.rawValue) maar \(found.rawValue)",
        "this file is not \(said.rawValue) but \(found.rawValue)",
        next: (
          "laat codering weg, of zeg codering \(found.rawValue)",
          "leave encoding out, or say encoding \(found.rawValue)"
        ))
    }
  }
}
