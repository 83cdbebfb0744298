import Foundation
import InstrumentKit
import Records
import Testing

/// What a script of its own reading of the law makes of the same histories.
@Suite struct OracleTests {
  private struct Line: Decodable {
    let said: [Said]
    let known: [String: [Piece]]
    let offered: [String: [Piece]]
  }

  private struct Said: Decodable {
    let form: Int
    let day: Int32
    let answers: [String: [Piece]]
  }

  /// A word, a number, or a pair of these.
  private enum Piece: Decodable {
    case word(String), number(Int32), pair([Piece]), none

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .none
      } else if let number = try? value.decode(Int32.self) {
        self = .number(number)
      } else if let word = try? value.decode(String.self) {
        self = .word(word)
      } else {
        self = .pair(try value.decode([Piece].self))
      }
    }
  }

  private func answer(_ pieces: [Piece]) throws -> Answer {
    switch (pieces.first, pieces.last) {
    case (.word("one"), .number(let raw)): return .one(raw)
    case (.word("many"), .number(let raw)): return .many(raw)
    case (.word("words"), .word(let words)): return .words(words)
    case (.word("absent"), .word(let code)): return .absent(try #require(Absence(code: code)))
    default: return .noLongerKnown
    }
  }

  private func lines(_ count: Int) throws -> [Line] {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "oracle.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, "\(count)", "12"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: $0)
    }
  }

  @Test func foldsAsAnIndependentScriptDoes() throws {
    let book = try SmallHouse.book()
    let lines = try lines(2_000)
    #expect(lines.count == 2_000)
    for (number, line) in lines.enumerated() {
      var record = Record()
      for (place, said) in line.said.enumerated() {
        var statement = Statement(form: said.form)
        for (name, pieces) in said.answers {
          statement.answers[try #require(book.place(of: name))] = try answer(pieces)
        }
        record.add(
          Entry(
            number: place, kind: .registration, organisation: "ocmw",
            first: Entry.Version(
              link: place, by: "an", client: "P1", on: Day(number: said.day),
              statement: statement)))
      }
      let known = record.known(of: "P1", by: book)
      for name in SmallHouse.fields {
        let standing = known.facts[try #require(book.place(of: name))]
        let state: (how: String, what: Answer?)? =
          switch standing?.state {
          case .stands(let said)?: ("stands", said.answer)
          case .fallen?: ("fallen", nil)
          case .notApplicable(let said)?: ("na", said.answer)
          case .noLongerKnown(let said)?: ("gone", said.answer)
          case .unanswered?, nil: nil
          }
        let expected = line.known[name]
        var how: String?
        if case .word(let word)? = expected?.first { how = word }
        #expect(state?.how == how, "history \(number), \(name)")
        if case .pair(let pieces)? = expected?.last {
          #expect(try state?.what == answer(pieces), "history \(number), \(name)")
        }
        let offered = try line.offered[name].map(answer)
        #expect(standing?.offered?.answer == offered, "history \(number), \(name) offered")
      }
    }
  }
}
