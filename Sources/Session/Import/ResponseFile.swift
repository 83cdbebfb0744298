import Exchange
import Foundation
import InstrumentKit
import Questionnaires

/// A file of responses to questionnaires: one, a bundle of them, or one on each line.
struct ResponseFile {
  /// One response, or why it is none.
  struct Entry: Sendable {
    /// 1-based where responses stand on lines; 0 where the path tells all.
    let line: Int
    let path: String
    let value: Swift.Result<JSONValue, ResponseFault>
  }

  /// The most bytes of a file, for it is read as a whole.
  static let limit = 256 << 20

  let bytes: [UInt8]

  private let limit: Int

  init(bytes: [UInt8], limit: Int = ResponseFile.limit) {
    self.bytes = bytes
    self.limit = limit
  }

  static func isOne(_ path: String) -> Bool {
    ["json", "ndjson", "jsonl"].contains((path as NSString).pathExtension.lowercased())
  }

  /// - Throws: `ExchangeError` when the file cannot be read.
  init(path: String) throws {
    self.init(bytes: try WholeFile.read(path, limit: Self.limit, isCut: true))
  }

  /// Gives the responses one by one, and the names of resources that are none.
  func each(
    _ give: (Entry) throws -> Void, other: (_ resource: String, _ line: Int) -> Void
  ) rethrows {
    if bytes.count > limit {
      let fault = ResponseFault(path: "$", problem: .tooLarge(limit: limit))
      return try give(Entry(line: 0, path: "$", value: .failure(fault)))
    }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    // A first line that is a whole value, and more after it, is one response a line.
    let isOnLines =
      lines.dropFirst().contains { line in line.contains { $0 > 32 } }
      && (try? JSONParser.read(Array(lines.first ?? []))) != nil
    guard isOnLines else { return try self.give(bytes, line: 0, give, other) }
    for (number, line) in lines.enumerated() where line.contains(where: { $0 > 32 }) {
      try self.give(Array(line), line: number + 1, give, other)
    }
  }

  private func give(
    _ bytes: [UInt8], line: Int, _ give: (Entry) throws -> Void,
    _ other: (_ resource: String, _ line: Int) -> Void
  ) rethrows {
    let value: JSONValue
    do {
      value = try JSONParser.read(bytes)
    } catch {
      let fault = error.list.first
      let problem: ResponseFault.Problem =
        switch fault?.problem {
        case .takenTwice: .takenTwice
        default: .notJSON
        }
      let place = line > 0 ? line : problem == .notJSON ? fault?.line ?? 1 : 0
      let path = fault?.path ?? "$"
      return try give(
        Entry(
          line: place, path: path, value: .failure(ResponseFault(path: path, problem: problem))))
    }
    guard value["resourceType"] == .text("Bundle") else {
      return try give(Entry(line: line, path: "$", value: .success(value)))
    }
    for (number, entry) in (value["entry"]?.list ?? []).enumerated() {
      let path = "$.entry[\(number)].resource"
      guard let resource = entry["resource"], let type = resource["resourceType"]?.text else {
        try give(
          Entry(
            line: line, path: path, value: .failure(ResponseFault(path: path, problem: .missing))))
        continue
      }
      if type == "QuestionnaireResponse" {
        try give(Entry(line: line, path: path, value: .success(resource)))
      } else {
        let isName = type.utf8.count <= 40 && type.allSatisfy { $0.isASCII && $0.isLetter }
        other(isName ? type : "?", line)
      }
    }
  }
}
