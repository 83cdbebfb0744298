import InstrumentKit
import Profile
import Testing

@testable import Language

/// A text is a template once, where it was typed.
@Suite struct TemplateTests {
  private let schema = Schema(instruments: [], searched: [])

  private func query(_ text: String, given: [String: String] = [:]) throws -> Query {
    let (program, _, diagnostics) = Checker.check(
      SourceText(text), against: schema, given: given)
    let found = try #require(program, "\(diagnostics.map(\.words.en))")
    guard case .query(let query)? = found.sentences.last?.sentence else {
      throw Missing()
    }
    return query
  }

  private struct Missing: Error {}

  private func compared(_ text: String, given: [String: String] = [:]) throws -> String? {
    guard case .keep(.compare(_, _, .text(let value)))? = try query(text, given: given).stages.first
    else { return nil }
    return value
  }

  /// What a loop over some value would do.
  private func looped(_ value: String, _ body: String) throws -> Query {
    let text = "for p in (clients | distinct location) { \(body) }"
    let (program, _, _) = Checker.check(SourceText(text), against: schema)
    guard case .loop(let loop)? = program?.sentences.first?.sentence,
      case .query(let query)? = loop.program(for: value).program?.sentences.first?.sentence
    else { throw Missing() }
    return query
  }

  @Test func aValueIsNoTemplate() throws {
    for value in ["{n}", "{p}", "a{b", "{{x}}", "}{", "Leuven, centrum"] {
      let inner = try looped(value, "clients where location = p")
      guard case .keep(.compare(_, _, .text(let found)))? = inner.stages.first else {
        throw Missing()
      }
      #expect(found == value)
      #expect(
        try compared("param v = \"x\"\nclients where location = v", given: ["v": value]) == value)
      let purpose = try looped(value, "clients | export csv \"x.csv\" for \"of {p}\"").export?
        .purpose
      #expect(purpose == "of \(value)")
    }
  }

  @Test func bracesAreWrittenTwice() throws {
    #expect(try compared("clients where location = \"a{{b}}c\"") == "a{b}c")
    #expect(try compared("param n = \"{{x}}\"\nclients where location = \"{n}\"") == "{x}")
    #expect(
      try compared("param m = \"y\"\nparam n = \"<{m}>\"\nclients where location = n") == "<y>")
    #expect(try compared("param n = \"y\"\nclients where location = \"{{{n}}}\"") == "{y}")
    #expect(try compared("clients where location = \"a}b\"") == "a}b")
    #expect(try query("clients | export csv \"a{{b}}.csv\"").export?.path == "a{b}.csv")
    let (_, _, wrong) = Checker.check(
      SourceText("clients where location = \"{who}\""), against: schema)
    #expect(wrong.map(\.code) == ["E117"])
    #expect(wrong.first?.hint(schema, .en)?.en.contains("{{") == true)
  }

  @Test(arguments: [
    ("../stolen", "out/___stolen.csv", true), ("/etc/passwd", "out/_etc_passwd.csv", true),
    ("a/b", "out/a_b.csv", true), (".x", "out/_x.csv", true), ("a\u{1B}b", "out/a_b.csv", true),
    ("Leuven, centrum", "out/Leuven, centrum.csv", false), ("{p}", "out/{p}.csv", false),
  ])
  func aValueInAPathStaysInItsFolder(_ value: String, _ path: String, _ isMended: Bool) throws {
    let export = try #require(try looped(value, "clients | export csv \"out/{p}.csv\"").export)
    #expect(export.path == path)
    #expect(export.isMended == isMended)
    let given = try #require(
      try query("param p = \"x\"\nclients | export csv \"out/{p}.csv\"", given: ["p": value]).export
    )
    #expect(given.path == path && given.isMended == isMended)
  }

  @Test func aParameterMayBeginAPathAndAValueMayNot() throws {
    let script = "param f = \"x\"\nclients | export csv \"{f}/a.csv\""
    #expect(try query(script, given: ["f": "/tmp/out"]).export?.path == "/tmp/out/a.csv")
    #expect(
      try looped("/tmp/out", "clients | export csv \"{p}/a.csv\"").export?.path == "_tmp_out/a.csv")
    #expect(try looped("-", "clients | export csv \"{p}\"").export?.path == "_")
    #expect(
      try query("param f = \"x\"\nclients | export csv \"{f}\"", given: ["f": "-"]).export?.path
        == "-")
  }

  @Test func typedTextsComeInTrimmedAndComposed() throws {
    #expect(
      try compared("clients where location = \" Lie\u{300}ge \"").map { Array($0.unicodeScalars) }
        == Array("Li\u{E8}ge".unicodeScalars))
    let (program, _, _) = Checker.check(
      SourceText("record T1 mobility = none because \" Lie\u{300}ge \""), against: schema)
    guard case .change(.record(let record), _)? = program?.sentences.first?.sentence else {
      throw Missing()
    }
    #expect(record.because.map { Array($0.unicodeScalars) } == Array("Li\u{E8}ge".unicodeScalars))
  }

  @Test func anExcerptShowsSignsThatSteer() {
    let source = SourceText("clients where x\u{1B}[31m\u{202E} = 1")
    let (_, _, found) = Checker.check(source, against: schema)
    let text = found.map { $0.text(source, schema, .en) }.joined()
    #expect(text.contains("␛[31m<U+202E>"))
    #expect(text.unicodeScalars.allSatisfy { ValueText.picture(of: $0) == nil || $0 == "\n" })
  }

  @Test func aSignForBytesThatWereNoTextIsRefused() {
    let (_, _, found) = Checker.check(
      SourceText("clients where location = \"caf\u{FFFD}\""), against: schema)
    #expect(found.map(\.code) == ["E106"])
  }
}
