import Foundation
import Language
import TestSupport
import Testing

/// Every example that people read is run on the demo store, and answers what is kept here.
@Suite struct ExampleTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(Program.root)/\(path)", encoding: .utf8)
  }

  /// The demo store has no participations, and a file that was not made is told.
  private func code(of example: String) -> Int32 { example.contains("export esf") ? 4 : 0 }

  private func answers(_ examples: [String], _ program: Program) throws -> String {
    try examples.map { example in
      let answer = try program.run(["-c", example])
      #expect(answer.code == code(of: example), "\(example): \(answer.err)")
      return "> \(example)\n\(answer.out)\(answer.err)"
    }.joined(separator: "\n")
  }

  @Test func everyExampleInHelpAnswersWhatItAnswered() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let examples = Topic.all.flatMap(\.examples)
    #expect(examples.count >= 40)
    let said = try answers(examples, program)
    #expect(try Golden.matches(said, "examples-help"), "\(said)")
    #expect(try program.csv("observations where source = \"record\" | count") == ["0"])
  }

  @Test func everyDutchExampleAnswersAsTheEnglishOne() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    func said(_ examples: [String]) throws -> String {
      let told = try program.run(["--lang", "nl"], input: examples.joined(separator: "\n") + "\n")
      #expect(told.code == 4 && told.faults.isEmpty, "\(told.err)")
      return told.out
    }
    let dutch = Topic.all.flatMap { $0.examples(.nl) }
    #expect(dutch.count >= 40 && dutch.count == Topic.all.flatMap(\.examples).count)
    let answers = try said(dutch).replacing("  stad\n", with: "  town\n")
    #expect(try said(Topic.all.flatMap(\.examples)) == answers)
    // In any language the log and the columns of files have their own names.
    #expect(dutch.filter { $0.contains("clients") }.isEmpty)
  }

  @Test func everyExampleInTheGrammarAnswersWhatItAnswered() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let examples = try text("Sources/Language/Grammar.ebnf").matches(of: /\(\* > (.+) \*\)/)
      .map { String($0.1) }
    #expect(examples.count >= 20)
    let said = try answers(examples, program)
    #expect(try Golden.matches(said, "examples-grammar"), "\(said)")
  }

  private static let python = "/usr/bin/python3"

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python)))
  func thePictureInReadmeIsWhatASessionLooksLike() throws {
    let program = try Program()
    defer { program.remove() }
    let picture = "\(program.folder)/session.svg"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments = [
      "\(Program.root)/scripts/screenshot", picture, "\(program.binaries)/drempel",
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try text("scripts/session.svg") == String(contentsOfFile: picture, encoding: .utf8))
    #expect(try text("README.md").contains("](scripts/session.svg)"))
  }

  /// Sentences and scripts that README names are right ones.
  @Test func everySentenceInReadmeIsRight() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let sentences = try text("README.md").matches(of: /`([^`\n]+)`/).map { String($0.1) }
      .filter { sentence in
        guard let first = sentence.split(separator: " ").first else { return false }
        return sentence.contains(" ") && Keyword(word: String(first)) != nil
      }
    #expect(sentences.count >= 5)
    for sentence in sentences {
      let script = "\(program.folder)/readme.drempel"
      try sentence.replacing("\\|", with: "|").write(
        toFile: script, atomically: true, encoding: .utf8)
      let answer = try program.run(["check", script])
      #expect(answer.code == 0, "\(sentence): \(answer.err)")
    }
  }
}
