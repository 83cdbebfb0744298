import Foundation
import InstrumentKit
import Testing

@testable import PluginHost
@testable import Questionnaires

/// The published questionnaires beside these tests.
enum Published {
  static let names = ["phq-9", "gad-7", "who-5", "audit-c", "household"]

  static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Published/\(name)")
  }

  static func json(_ name: String) throws -> Data { try Data(contentsOf: url("\(name).json")) }

  static func links(_ name: String) throws -> Rules {
    try RulesText.read(try String(contentsOf: url("\(name).yaml"), encoding: .utf8))
  }

  static func read(_ name: String) throws -> QuestionnaireInstrument {
    try QuestionnaireInstrument.read(try json(name), links: try links(name))
  }

  /// What is wrong with a questionnaire; none when it can be used.
  static func faults(_ json: Data, _ links: Rules? = nil) -> [QuestionnaireFault] {
    do {
      _ = try QuestionnaireInstrument.read(json, links: links)
      return []
    } catch {
      return error.list
    }
  }
}
