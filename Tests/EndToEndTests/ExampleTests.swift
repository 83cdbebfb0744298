import Foundation
import Language
import TestSupport
import Testing

/// Every example that people read is run on the demo store, and answers what is kept here.
@Suite struct ExampleTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(Program.root)/\(path)", encoding: .utf8)
  }

  private func answers(_ examples: [String], _ program: Program) throws -> String {
    try examples.map { example in
      let answer = try program.run(["-c", example])
      #expect(answer.code == 0, "\(example): \(answer.err)")
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

  @Test func everyExampleInTheGrammarAnswersWhatItAnswered() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let examples = try text("Sources/Language/Grammar.ebnf").matches(of: /\(\* > (.+) \*\)/)
      .map { String($0.1) }
    #expect(examples.count >= 20)
    let said = try answers(examples, program)
    #expect(try Golden.matches(said, "examples-grammar"), "\(said)")
  }

  /// A session is a prompt with a sentence, lines that go on with it, and the answer.
  @Test func theSessionInReadmeIsARealOne() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let blocks = try text("README.md").components(separatedBy: "```")
    let session = try #require(blocks.first { $0.contains("demo> ") })
    var exchanges: [(sentence: String, answer: String)] = []
    for line in session.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("demo> ") {
        exchanges.append((String(line.dropFirst(6)), ""))
      } else if let more = line.firstRange(of: "…> "), !exchanges.isEmpty {
        exchanges[exchanges.count - 1].sentence += "\n" + line[more.upperBound...]
      } else if !exchanges.isEmpty {
        exchanges[exchanges.count - 1].answer += line + "\n"
      }
    }
    #expect(exchanges.count >= 3)
    for (sentence, expected) in exchanges {
      let answer = try program.run(["-c", sentence])
      let said = (answer.out + answer.err).trimmingCharacters(in: .newlines)
      #expect(said == expected.trimmingCharacters(in: .newlines), "\(sentence)")
    }
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
