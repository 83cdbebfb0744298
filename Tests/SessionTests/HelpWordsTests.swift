import Exchange
import Foundation
import InstrumentKit
import Profile
import Testing

@testable import Language
@testable import Session

/// Whatever help and describe show can itself be asked, in both languages.
@Suite struct HelpWordsTests {
  private func session(_ tongue: Tongue) throws -> (Shell, MemorySink) {
    var settings = Session.Settings(
      places: Places(environment: [:], executableFolder: "/nonexistent", pluginFolders: []))
    settings.tongue = tongue
    let sink = MemorySink()
    return (Shell(try Session(settings, out: sink), tell: { _ in }), sink)
  }

  private func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "+" }.map(String.init)
      .filter { $0.contains(where: \.isLetter) }
  }

  /// Words of the grammar that only join others.
  private let joining: Set<String> = ["of", "N"]

  @Test(arguments: Tongue.allCases) func everyWordThatHelpShowsIsExplained(tongue: Tongue) throws {
    let (shell, _) = try session(tongue)
    var asked: Set<String> = []
    for topic in Topic.all {
      asked.insert(topic.keyword.word(tongue))
      asked.formUnion(words(topic.shape(tongue)))
    }
    for keyword in Keyword.allCases { asked.insert(keyword.word(tongue)) }
    for command in ShellCommand.all { asked.insert(command.word(tongue)) }
    for list in ReadyList.all { asked.insert(tongue == .nl ? list.dutch : list.name) }
    for kind in ReportKind.allCases { asked.insert(kind.word(tongue)) }
    for format in ExportRef.Format.allCases { asked.insert(format.rawValue) }
    for function in SummaryFunction.allCases { asked.insert(function.word(tongue)) }
    for role in Names.roles.codes { asked.insert(tongue == .nl ? role.nl : role.en) }
    asked.formUnion(["roles", "esf", "mpsa-overdue", "shell", "levels"])
    #expect(asked.count > 120)
    for word in asked.subtracting(joining).sorted() {
      #expect(shell.enter("help \(word)") == .goesOn(0), "help \(word)")
    }
  }

  @Test(arguments: Tongue.allCases)
  func everyNameAndCodeThatDescribeShowsIsExplained(tongue: Tongue) throws {
    let (shell, _) = try session(tongue)
    var asked: Set<String> = []
    func add(_ en: String, _ nl: String, _ list: CodeList?) {
      asked.insert(tongue == .nl ? nl : en)
      if let list, list != .countries {
        asked.formUnion(list.codes.map { tongue == .nl ? $0.nl : $0.en })
      }
    }
    for field in FieldCatalog.standard.fields { add(field.name, field.dutch, field.type.list) }
    for own in SourceKind.allCases.flatMap(\.own) { add(own.name, own.dutch, own.type.list) }
    for code in Names.thresholds.codes { add(code.en, code.nl, Names.levels) }
    for word in Specification.all {
      add(word.code, Names.specification(word, .nl), Names.absences)
    }
    asked = asked.filter { $0.contains(where: \.isLetter) }
    #expect(asked.count > 300)
    for word in asked.sorted() {
      #expect(shell.enter("describe \(word)") == .goesOn(0), "describe \(word)")
    }
  }

  @Test func dutchHelpShowsDutchGrammarAndExamples() throws {
    let (shell, sink) = try session(.nl)
    for topic in Topic.all {
      let dutch = try #require(Topic.dutch[topic.keyword], "\(topic.keyword)")
      #expect(dutch.examples.count == topic.examples.count, "\(topic.keyword)")
    }
    #expect(shell.enter("hulp waar") == .goesOn(0))
    let said = String(decoding: sink.bytes, as: UTF8.self)
    #expect(said.contains("waar VOORWAARDE") && said.contains("mits-ondersteuning"))
    #expect(!said.contains("clients"))
  }
}
