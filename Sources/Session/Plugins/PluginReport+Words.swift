import Conformance
import Exchange
import Foundation
import InstrumentKit
import PluginHost
import Profile

extension PluginReport {
  /// What was found, each with what to do about it, and in short how it went.
  package func text(_ tongue: Tongue) -> String {
    let isDutch = tongue == .nl
    // Of a questionnaire also the link file beside it.
    let files = Set((faults.map(\.path) + [path]).map { ($0 as NSString).lastPathComponent })
    var lines: [String] = []
    for found in findings(tongue) {
      let isAdvice = found.severity == Remark.Severity.advice.rawValue
      let kind = isAdvice ? (isDutch ? "raad, " : "advice, ") : ""
      // Words on the instrument name the place themselves.
      let place = files.contains(found.place) ? "\(found.place): " : ""
      lines.append("\(found.code) \(kind)\(place)\(found.words)")
      lines.append("     \(found.remedy)")
    }
    let name = manifest.map { "\($0.id) \($0.version)" } ?? (path as NSString).lastPathComponent
    let verdict =
      isSound
      ? (isDutch ? "in orde" : "sound") : (isDutch ? "niet bruikbaar" : "cannot be used")
    lines.append("\(name): \(verdict)")
    if let conformance, conformance.subjects > 0 {
      let (count, time) = (conformance.subjects, conformance.nanoseconds)
      lines.append(
        isDutch
          ? "gescoord: \(count) verzonnen personen, \(time) ns per persoon"
          : "scored: \(count) made-up people, \(time) ns each")
    }
    return lines.map { ValueText.shown($0) + "\n" }.joined()
  }

  /// The same for programs.
  package func json(_ tongue: Tongue) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let file = PluginJSON(
      instrument: manifest?.id, version: manifest?.version, kit: manifest?.kit, sound: isSound,
      subjects: conformance?.subjects, nanoseconds: conformance?.nanoseconds,
      findings: findings(tongue))
    return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
  }

  private struct PluginJSON: Encodable {
    let instrument: String?
    let version: String?
    let kit: String?
    let sound: Bool
    let subjects: Int?
    let nanoseconds: Int?
    let findings: [Finding]
  }

  private struct Finding: Encodable {
    let code: String
    let severity: String
    let place: String
    let words: String
    let remedy: String
  }

  /// Faults of the file and remarks on the instrument in one list.
  private func findings(_ tongue: Tongue) -> [Finding] {
    let own = faults.map { fault in
      let (code, nl, en) = fault.kind.words
      let name = (fault.path as NSString).lastPathComponent
      if case .remark(let remark) = fault.kind {
        return Finding(
          code: code, severity: remark.severity.rawValue, place: "\(name) \(remark.place)",
          words: "\(name): \(tongue == .nl ? nl : en)", remedy: remark.remedy.text(tongue))
      }
      return Finding(
        code: code, severity: Remark.Severity.fault.rawValue,
        place: name, words: (tongue == .nl ? nl : en) + fault.moment.words.text(tongue),
        remedy: fault.kind.remedy.text(tongue))
    }
    let remarks = (conformance?.remarks ?? []) + notes
    let found =
      own
      + remarks.map {
        Finding(
          code: $0.code, severity: $0.severity.rawValue, place: $0.place,
          words: $0.words.text(tongue), remedy: $0.remedy.text(tongue))
      }
    return found.filter { $0.severity != Remark.Severity.advice.rawValue }
      + found.filter { $0.severity == Remark.Severity.advice.rawValue }
  }

  /// What the instrument will be able to see of people, and what it makes of it.
  package func sight(_ tongue: Tongue) -> Document? {
    guard let instrument else { return nil }
    let isDutch = tongue == .nl
    var seen = [
      isDutch
        ? "niveaus van alle drempels, zonder van wie ze komen"
        : "levels of all thresholds, without who gave them"
    ]
    seen += instrument.inputs.map { words(of: $0, instrument, tongue) }
    // An instrument may make a form of its own, and whoever prints that shows it more.
    let printed =
      isDutch
      ? "de cliëntcode en alle antwoorden, ook open antwoorden die de lezer mag zien"
      : "the client's code and all answers, also open ones that the reader may see"
    let never =
      isDutch
      ? "naam, adres en rijksregisternummer uit het dossier"
      : "the file's name, address and national number"
    return Document([
      .facts([
        .init(isDutch ? "ziet" : "sees", seen.joined(separator: " · ")),
        .init(isDutch ? "op een formulier" : "on a form", printed),
        .init(isDutch ? "ziet nooit" : "never sees", never),
        .init(
          isDutch ? "maakt" : "makes",
          instrument.measures.isEmpty
            ? (isDutch ? "geen uitkomsten: alleen de antwoorden" : "no measures: the answers alone")
            : instrument.measures.map(\.id).joined(separator: " · ")),
      ])
    ])
  }

  private func words(
    of input: Input, _ instrument: any Instrument, _ tongue: Tongue
  ) -> String {
    let isDutch = tongue == .nl
    func item(_ id: String) -> String {
      instrument.form.items.first { $0.id == id }.map { "\($0.label.text(tongue)) (\(id))" } ?? id
    }
    return switch input {
    case .field(let name):
      FieldCatalog.standard.field(name).map { tongue == .nl ? $0.dutch : $0.name } ?? name
    case .item(let id): item(id)
    case .has(let id):
      isDutch ? "of \(item(id)) beantwoord is" : "whether \(item(id)) was answered"
    case .history(let id):
      isDutch ? "alle antwoorden op \(item(id))" : "all answers to \(item(id))"
    case .rows(let id): isDutch ? "rijen van \(item(id))" : "rows of \(item(id))"
    case .observed(let threshold):
      isDutch ? "dag van \(threshold.label.nl)" : "day of \(threshold.label.en)"
    case .measurements, .firstMeasured, .lastMeasured:
      isDutch
        ? "hoe vaak volledig, eerst en laatst ingevuld"
        : "how often it was filled in whole, and when first and last"
    case .applicable, .answered:
      isDutch ? "hoeveel vragen beantwoord zijn" : "how many items were answered"
    @unknown default: "\(input)"
    }
  }
}
