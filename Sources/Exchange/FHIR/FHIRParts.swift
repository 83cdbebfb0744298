import InstrumentKit

/// The standard's own addresses, and those that Drempel makes.
package enum FHIRSystem {
  static let structure = "http://hl7.org/fhir/StructureDefinition/"
  static let terminology = "http://terminology.hl7.org/CodeSystem/"
  package static let threshold = "urn:drempel:threshold"
  static let specification = "urn:drempel:specification"
  static let relation = "urn:drempel:relation"
  static let finding = "urn:drempel:finding"
  static let country = "urn:iso:std:iso:3166"
  package static let organisation = "urn:drempel:organisation"

  package static func field(_ name: String) -> String { "urn:drempel:field:\(name)" }

  package static func instrument(_ id: String) -> String { "urn:drempel:instrument:\(id)" }

  /// A store's own names, for instance of its clients.
  package static func store(_ id: String, _ kind: String) -> String {
    "urn:drempel:store:\(id):\(kind)"
  }
}

extension FHIRValue {
  /// A code with its words in one language.
  package static func coding(
    _ system: String, _ code: String, _ label: Label? = nil, _ tongue: Tongue = .en,
    bilingual: Bool = false
  ) -> FHIRValue {
    .members(
      [("system", .text(system)), ("code", .text(code))]
        + words("display", label, tongue, bilingual: bilingual))
  }

  /// Words under a name, and beside them those of the other language when asked for.
  static func words(
    _ name: String, _ label: Label?, _ tongue: Tongue, bilingual: Bool = true
  ) -> [(String, FHIRValue?)] {
    guard let label else { return [] }
    let text = FHIRValue.text(label.text(tongue))
    let other: Tongue = tongue == .nl ? .en : .nl
    guard bilingual, !text.isEmpty, label.nl != label.en else { return [(name, text)] }
    let translation = FHIRValue.members([
      ("url", .text(FHIRSystem.structure + "translation")),
      (
        "extension",
        .list([
          .members([("url", .text("lang")), ("valueCode", .text(other.rawValue))]),
          .members([("url", .text("content")), ("valueString", .text(label.text(other)))]),
        ])
      ),
    ])
    let isTranslated = !FHIRValue.text(label.text(other)).isEmpty
    return [
      (name, text),
      ("_\(name)", isTranslated ? .members([("extension", .list([translation]))]) : nil),
    ]
  }

  static func extended(_ name: String, _ type: String, _ value: FHIRValue) -> FHIRValue {
    .members([("url", .text(FHIRSystem.structure + name)), (type, value)])
  }

  /// Why there is no value, in the standard's words.
  static func absent(_ absence: Absence) -> FHIRValue {
    let code =
      switch absence {
      case .notAsked: "not-asked"
      case .cannotTell: "asked-unknown"
      case .declined: "asked-declined"
      case .notApplicable: "not-applicable"
      }
    return absent(code)
  }

  /// The same in the standard's own word: `masked` for what is kept sealed.
  static func absent(_ code: String) -> FHIRValue {
    extended("data-absent-reason", "valueCode", .text(code))
  }

  static func codings(_ system: String, _ code: String) -> FHIRValue {
    .members([("coding", .list([coding(system, code)]))])
  }

  /// Somebody or something by a name that only its owner can follow.
  package static func identified(_ type: String, _ system: String, _ value: String) -> FHIRValue {
    .members([
      ("type", .text(type)),
      ("identifier", .members([("system", .text(system)), ("value", .text(value))])),
    ])
  }
}
