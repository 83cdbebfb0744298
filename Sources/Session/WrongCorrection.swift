import InstrumentKit
import Language
import PluginHost
import Profile

/// Something that is said anew and is no question of what it corrects.
struct UnknownCorrection: Worded {
  let name: String
  /// What may be said anew of it.
  let known: [CodeList.Code]

  var message: Message {
    let near = known.nearest(name).map { [$0] } ?? (known.count > 20 ? [] : known)
    let (nl, en) = joined(near.map { ($0.nl, $0.en) }, ", ")
    return Message(
      "E384", "\(name) wordt hier niet gevraagd", "\(name) is not asked here",
      next: near.isEmpty
        ? (
          "zie wat het zegt: cliënt CODE | geschiedenis", "see what it says: client CODE | history"
        )
        : ("wel: \(nl)", "what is: \(en)"))
  }
}

/// An answer that is none to what it corrects.
struct WrongCorrection: Worded {
  let name: String
  /// What would be one, or where that stands.
  private let way: Label

  var message: Message {
    Message(
      "E386", "dit is geen antwoord op \(name); niets is gewijzigd",
      "this is no answer to \(name); nothing was changed", next: (way.nl, way.en))
  }

  /// - Parameters:
  ///   - codes: those that there are.
  ///   - see: what is described, where there is something.
  init(
    _ name: String, _ typed: String, among codes: [CodeList.Code], see: CodeList.Code? = nil
  ) {
    var ways: [Label] = []
    if let near = codes.nearest(typed) {
      ways.append(Label(nl: "bedoelde u \(near.nl)?", en: "did you mean \(near.en)?"))
    }
    // Of a long list the description tells more.
    if !codes.isEmpty, codes.count <= 10 {
      let (nl, en) = joined(codes.map { ($0.nl, $0.en) }, ", ")
      ways.append(Label(nl: "kies uit: \(nl)", en: "what is one: \(en)"))
    }
    if let see {
      ways.append(
        Label(
          nl: "bekijk de antwoorden: beschrijf \(see.nl)",
          en: "look at the answers: describe \(see.en)"))
    }
    let (nl, en) = joined(ways.map { ($0.nl, $0.en) }, "; ")
    (self.name, way) = (name, Label(nl: nl, en: en))
  }

  init(_ name: String, _ typed: String, to item: Item, of plugin: LoadedPlugin) {
    let see =
      switch item.link {
      case .threshold(let threshold, _)?: Names.thresholds.codes[Int(threshold.index)]
      case .field(let field)?:
        CodeList.Code(en: field, nl: FieldCatalog.standard.field(field)?.dutch ?? field)
      default: CodeList.Code(en: plugin.id, nl: plugin.id)
      }
    if case .day = item.type {
      self.init(noDay: name)
    } else {
      self.init(name, typed, among: item.answerCodes, see: see)
    }
  }

  init(noDay name: String) {
    self.init(name, RowFault.Problem.notADay)
  }

  init(_ name: String, _ problem: RowFault.Problem) {
    let fault = RowFault(line: 1, column: name, valueClass: .text, problem: problem)
    (self.name, way) = (name, fault.spoken)
  }

  init(_ name: String, _ typed: String, _ fault: Participation.Fault) {
    switch fault {
    case .notADay: self.init(noDay: name)
    case .notYesNo: self.init(name, typed, among: CodeList.yesNo)
    case .notACode(let codes):
      let list = SourceKind.participations.own.compactMap(\.type.list)
        .first { $0.codes.map(\.en) == codes }
      self.init(
        name, typed, among: list?.codes ?? codes.map { CodeList.Code(en: $0, nl: $0) })
    }
  }
}

extension CodeList {
  fileprivate static let yesNo = [Code(en: "yes", nl: "ja"), Code(en: "no", nl: "nee")]
}

extension [CodeList.Code] {
  /// The one that was nearly typed, in either language.
  fileprivate func nearest(_ typed: String) -> CodeList.Code? {
    let word = Names.folded(typed)
    for names in [map(\.en), map { Names.folded($0.nl) }] {
      if let near = Nearest.of(word, among: names), let place = names.firstIndex(of: near) {
        return self[place]
      }
    }
    return nil
  }
}

extension Item {
  /// The words by which it is answered, as they are told.
  fileprivate var answerCodes: [CodeList.Code] {
    var list: CodeList?
    if case .field(let field)? = link { list = FieldCatalog.standard.field(field)?.type.list }
    switch type {
    case .flag: return CodeList.yesNo
    case .one(let options), .many(let options):
      return options.map { option in
        list?.place(of: option.code).flatMap { list?.codes[$0] }
          ?? CodeList.Code(en: option.code, nl: option.code)
      }
    case .level(let scale):
      let words = scale.steps.filter { $0.finding != .silent }.map {
        CodeList.Code(en: $0.finding.word(.en), nl: $0.finding.word(.nl))
      }
      return words.reduce(into: []) { found, code in
        if !found.contains(where: { $0.en == code.en }) { found.append(code) }
      }
    default: return []
    }
  }
}

/// Lists in two languages.
private func joined(
  _ words: [(nl: String, en: String)], _ separator: String
) -> (nl: String, en: String) {
  (
    words.map(\.nl).joined(separator: separator), words.map(\.en).joined(separator: separator)
  )
}
