import Exchange
import Foundation
import InstrumentKit
import Language
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// A store with the common intake, and an operator at work on it.
final class ValueStore {
  let here: QuestionnaireStore
  let intake: LoadedPlugin
  let out = MemorySink()
  let session: Session
  private(set) var told = ""

  init(mode: OutputMode = .csv, tongue: Tongue = .en) throws {
    here = try QuestionnaireStore()
    intake = try QuestionnaireStore.shipped("intake")
    var settings = here.settings
    settings.tongue = tongue
    settings.mode = mode
    settings.operatorName = "anna"
    session = try Session(settings, out: out, linked: [intake])
  }

  /// The value as a csv field, as a careful program writes it.
  ///
  /// A quote before a formula is what keeps spreadsheets from running it, and one is taken away: a
  /// text that itself begins so needs another, as the program's own files have it.
  static func field(_ value: String) -> String {
    let behind = value.utf8.drop { $0 == UInt8(ascii: "'") }.first
    let isMarked = value.utf8.first == UInt8(ascii: "'")
    let mark = isMarked && behind.map(Array("=+-@\t\r\n".utf8).contains) ?? false ? "'" : ""
    return "\"\(mark)\(value.replacing("\"", with: "\"\""))\""
  }

  /// Takes clients `A0`, `A1`, … with a value each in some columns.
  @discardableResult
  func take(_ columns: [String], _ rows: [[String]], from first: Int = 0) throws -> ImportReport {
    let lines = rows.enumerated().map { number, row in
      (["A\(first + number)", "2012-01-01"] + row.map(Self.field)).joined(separator: ",")
    }
    let head = (["client", "filled-on"] + columns).joined(separator: ",")
    return try here.take(
      ([head] + lines).joined(separator: "\n") + "\n", "in-\(first).csv", as: intake)
  }

  /// Runs a script, and gives what it wrote.
  @discardableResult
  func run(_ text: String, given: [String: String] = [:], code: Int32 = 0) throws -> String {
    let before = out.bytes.count
    told = ""
    let found = session.run(SourceText(text), given: given) { told += $0 }
    try session.out.flush()
    #expect(found == code, "\(text): \(told)")
    return String(decoding: out.bytes[before...], as: UTF8.self)
  }

  /// What one sentence answers, as the rows of its table by column.
  func rows(_ text: String) throws -> [[String: String]] {
    let usual = session.mode
    session.mode = .json
    defer { session.mode = usual }
    let found = try JSONSerialization.jsonObject(with: Data(try run(text).utf8))
    return (found as? [[String: Any]] ?? []).map { row in row.mapValues { "\($0)" } }
  }
}
