import Foundation
import Testing

/// Each wrong sentence, its whole message in both languages, and that it changes nothing.
///
/// `UPDATE_GOLDEN=1 swift test` writes the messages anew; read them before keeping them.
@Suite struct WrongSentenceTests {
  static let folder = Program.tests + "/Golden/Wrong"

  @Test func everyWrongSentenceGetsItsWholeMessage() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try program.run(["store", "check"]).out
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
      .filter { $0.hasSuffix(".drempel") }.sorted()
    #expect(names.count >= 20)
    for name in names {
      for tongue in ["en", "nl"] {
        let path = "\(Self.folder)/\(name)"
        let sentence = try String(contentsOfFile: path, encoding: .utf8)
          .trimmingCharacters(in: .newlines)
        let answer = try program.run(["--lang", tongue, "-c", sentence])
        #expect(answer.out.isEmpty, "\(name)")
        #expect(answer.code == 2, "\(name)")
        let golden = path.replacingOccurrences(of: ".drempel", with: ".\(tongue).txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
          try answer.err.write(toFile: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOfFile: golden, encoding: .utf8)
        #expect(answer.err == expected, "\(name) in \(tongue)")
      }
    }
    #expect(try program.run(["store", "check"]).out == before)
  }

  @Test func aScriptWithAnErrorRunsNothingOfIt() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let before = try program.run(["store", "check"]).out
    let script = program.folder + "/nightly.drempel"
    try """
    record T001 mobility = none
    clients where mobilty = none
    """.write(toFile: script, atomically: true, encoding: .utf8)
    let answer = try program.run(["run", script])
    #expect(answer.code == 2)
    #expect(answer.err.contains("nightly.drempel:2:15: E101"))
    #expect(try program.run(["store", "check"]).out == before)
    #expect(try program.run(["check", script]).code == 2)
  }

  @Test func exitCodesAreThoseOfTheBook() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    #expect(try program.run(["-c", "clients | count"]).code == 0)
    #expect(try program.run(["--no-such-option"]).code == 2)
    #expect(try program.run(["-c", "client T999"]).code == 1)
    #expect(try program.run(["--fail-empty", "-c", "clients where age > 150"]).code == 4)
    #expect(try program.run(["run", "no-such-file"]).code == 2)
    #expect(try program.run(["--read-only", "-c", "clients | show first-name"]).code == 3)
  }

  @Test func aPipeGetsResultsOnlyAndEndsQuietly() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answer = try program.run(
      [], input: "let young = clients where age < 25\nyoung\n  | count\n")
    #expect(answer.code == 0)
    #expect(answer.out == "count\n    9\n")
    #expect(!answer.out.contains(">"))
  }

  @Test func jsonIsOneArrayOfTypedObjects() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answer = try program.run([
      "--mode", "json", "-c", "clients | show client, age, mobility, benefit, employed | first 2",
    ])
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [[String: Any]])
    #expect(rows.count == 2)
    #expect(rows[0]["client"] as? String == "T001")
    #expect(rows[0]["age"] as? Int == 32)
    #expect(rows[0]["mobility"] as? String == "blocking")
    #expect(rows[0]["benefit"] as? [String] == ["sickness"])
    #expect(rows[0]["employed"] as? Bool == false)
  }
}
