import InstrumentKit
import Profile
import Questionnaires

/// An instrument as a resource, and how its registrations become responses.
package protocol FHIRForm: Sendable {
  func resource(id: String) -> FHIRValue
  func resource(_ response: FHIRQuestionnaire.Response) -> FHIRValue
  /// By what responses name it, and the tree by which they are read.
  var shape: ResponseShape { get }
}

/// One version of an instrument as a questionnaire, and the shape of its responses.
package struct FHIRQuestionnaire: FHIRForm {
  package let description: Description
  package let version: String
  private let tongue: Tongue
  let nodes: [FHIRQuestion]

  /// - Parameters:
  ///   - version: the instrument's and that of its rules.
  ///   - form: the items with their answers known.
  ///   - hidden: items that the reader may not see; a section of only these is left out.
  package init(
    _ description: Description, version: String, sections: [Section], form: FormPlan,
    hidden: Set<String>, _ tongue: Tongue
  ) {
    self.description = description
    self.version = FHIRQuestionnaire.plain(version)
    self.tongue = tongue
    let system = FHIRSystem.instrument(description.id)
    func find(_ id: String) -> (item: Item, system: String)? {
      form.item(id).map { ($0, FHIRQuestion.system(of: $0, system)) }
    }
    func condition(_ parts: [Condition?]) -> FHIRCondition {
      FHIRCondition(parts.compactMap(\.self), leftOut: hidden, item: find)
    }
    let required: Set<String?> = ["filled-on", form.contributor.map { form.items[$0].id }]
    nodes = sections.flatMap { section -> [FHIRQuestion] in
      let questions = section.items.compactMap { form.item($0.id) }
        .filter { !hidden.contains($0.id) }.flatMap { item in
          FHIRQuestion(item, system: system, isRequired: required.contains(item.id))
            .asked(condition([item.condition]))
        }
      if questions.isEmpty { return [] }
      return FHIRQuestion(group: "section.\(section.id)", section.label, questions)
        .asked(condition([section.condition]))
    }
  }

  /// The address by which responses name this version.
  package var canonical: String { "\(FHIRSystem.instrument(description.id))|\(version)" }

  package func resource(id: String) -> FHIRValue {
    let name = description.id.split { !$0.isLetter && !$0.isNumber }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return .members(
      [
        ("resourceType", .text("Questionnaire")), ("id", .text(id)),
        ("language", .text(tongue.rawValue)),
        ("url", .text(FHIRSystem.instrument(description.id))), ("version", .text(version)),
        ("name", .text(name)),
      ]
        + FHIRValue.words("title", description.label, tongue)
        + [("status", .text("active")), ("subjectType", .list([.text("Patient")]))]
        + FHIRValue.words("description", description.summary, tongue)
        + [
          ("copyright", .text(copyright)),
          ("item", .list(nodes.map { $0.definition(tongue) })),
        ])
  }

  private var copyright: String {
    [description.source, description.licence].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// One time that it was filled in.
  package struct Response: Sendable {
    package let id: String
    /// Who is spoken of and who answers for it, as references.
    package let subject: FHIRValue
    package let author: FHIRValue?
    package let on: Day
    /// Answers by item as files have them, several codes joined by `;`.
    package let answers: [String: String]
    /// Rows of tables by item: cells by column.
    package let rows: [String: [[String: String]]]
    /// Why there is no answer, by item.
    package let absences: [String: Absence]

    package init(
      id: String, subject: FHIRValue, author: FHIRValue?, on: Day, answers: [String: String],
      rows: [String: [[String: String]]], absences: [String: Absence]
    ) {
      self.id = id
      self.subject = subject
      self.author = author
      self.on = on
      self.answers = answers
      self.rows = rows
      self.absences = absences
    }
  }

  package func resource(_ response: Response) -> FHIRValue {
    .members([
      ("resourceType", .text("QuestionnaireResponse")), ("id", .text(response.id)),
      ("language", .text(tongue.rawValue)), ("questionnaire", .text(canonical)),
      ("status", .text("completed")), ("subject", response.subject),
      ("authored", .text("\(response.on)")), ("author", response.author),
      ("item", .list(nodes.flatMap { $0.answered(response, tongue) })),
    ])
  }

  /// A version without what would end it where it stands in an address.
  package static func plain(_ version: String) -> String {
    version.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-._~+".unicodeScalars.contains(scalar)
      {
        return String(Character(scalar))
      }
      let hex = String(byte, radix: 16, uppercase: true)
      return "%" + (hex.count < 2 ? "0" : "") + hex
    }.joined()
  }
}
