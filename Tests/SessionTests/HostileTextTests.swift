import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// Hostile texts through every entrance, and what comes out of every way out.
@Suite struct HostileTextTests {
  private static let short = HostileText.all.filter(\.isShort)
  private static let lines = HostileText.all.filter { $0.isShort && $0.isLine }

  /// A store in which each is the commune of a client, and the remark on an item.
  private func store(_ mode: OutputMode = .csv) throws -> ValueStore {
    let here = try ValueStore(mode: mode)
    try here.take(
      ["commune", "psychological-note"], Self.short.map { [$0.given, $0.given] })
    return here
  }

  /// As a careful program quotes it for the language; a value that was kept needs no more.
  private func quoted(_ text: String) -> String {
    let doubled = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + doubled.replacing("{", with: "{{").replacing("}", with: "}}") + "\""
  }

  private func communes(_ here: ValueStore) throws -> [String] {
    var kept: [String: String] = [:]
    for row in try here.rows("clients | show client, commune") {
      kept[row["client"] ?? ""] = row["commune"] ?? ""
    }
    return Self.short.indices.map { kept["A\($0)"] ?? "" }
  }

  @Test func importsKeepThemAndExportsComeInAgain() throws {
    let here = try store()
    #expect(try communes(here) == Self.short.map(\.kept))
    #expect(try here.rows("clients | count by commune").count == Self.short.count)
    for format in ["csv", "tsv", "json", "ndjson"] {
      let path = here.here.folder.file("out.\(format)")
      try here.run(
        "clients | show client, filled-on, commune | export \(format) \"\(path)\" for \"x\"")
      let there = try ValueStore()
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try there.here.take(text, "in.\(format)", as: there.intake)
      #expect(try communes(there) == Self.short.map(\.kept), "\(format)")
    }
    print("hostile texts: \(HostileText.all.count), \(Self.short.count) through every entrance")
  }

  @Test func whatNoFieldCanHoldIsRefusedWithItsPlace() throws {
    let here = try ValueStore()
    let report = try here.here.refusal(
      "client,filled-on,commune\nA,2012-01-01,\"a\0b\"\nB,2012-01-01,"
        + "\(ValueStore.field(HostileText.all.last?.given ?? ""))\n", "in.csv", as: here.intake)
    #expect(report.faults.map(\.line) == [2, 3])
  }

  @Test func loopsAndFileNamesHaveThemAsTheyAre() throws {
    let here = try store()
    let folder = try here.here.folder.folder("out")
    try here.run(
      """
      for c in (clients | distinct client) {
        for p in (clients where client = c | distinct commune) {
          clients where commune = p and client = c | show client, commune
            | export json "\(folder)/{p}-{c}.json" for "of {p}"
        }
      }
      """)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count == Self.short.count)
    #expect(names.allSatisfy { !$0.hasPrefix(".") && HostileText.isHarmless($0) })
    for (place, text) in Self.short.enumerated() {
      let name = try #require(names.first { $0.hasSuffix("-A\(place).json") })
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
      let rows = try JSONSerialization.jsonObject(with: data) as? [[String: String]]
      #expect(rows?.map { $0["commune"] } == [text.kept], "\(text.given.debugDescription)")
    }
    let parent = try here.here.folder.names
    #expect(!parent.contains { $0.contains("stolen") })
  }

  @Test func interviewsTakeThemAndOfferThem() throws {
    let here = try ValueStore()
    try here.take(["commune"], Self.lines.map { _ in ["Gent"] })
    for (place, text) in Self.lines.enumerated() {
      let item = try #require(here.intake.form.place(of: "commune"))
      for answer in [text.given, ""] {
        var left = [answer][...]
        var interview = try Interview(
          here.session, here.here.store, here.intake, client: "A\(place)", only: ["commune"],
          day: here.here.today
        ) { _ in left.popFirst().map { .line($0) } ?? .leaves }
        _ = try interview.run()
        try here.session.keep(try interview.judged().draft, here.intake, here.here.store)
        #expect(
          try interview.suggestion(item).answer.map(ValueText.kept) == text.kept,
          "\(text.given.debugDescription)")
      }
    }
    let rows = try here.rows("clients | show client, commune")
    for (place, text) in Self.lines.enumerated() {
      #expect(rows.first { $0["client"] == "A\(place)" }?["commune"] == text.kept)
    }
    #expect(HostileText.isHarmless(TerminalBorder.shown(here.out.text)))
  }

  @Test func sentencesParametersAndPurposesHaveThem() throws {
    let here = try store()
    for (place, text) in Self.short.enumerated() where text.isLine {
      let typed = try here.rows("clients where commune = \(quoted(text.given)) | show client")
      #expect(typed == [["client": "A\(place)"]], "\(text.given.debugDescription)")
      let given = try here.run(
        "param p = \"x\"\nclients where commune = p | count", given: ["p": text.given])
      #expect(given == "count\r\n1\r\n", "\(text.given.debugDescription)")
      let completed = ValueText.inSentence(text.kept)
      #expect((completed == nil) == !HostileText.isHarmless(text.kept.replacing("\t", with: "\0")))
      if let completed {
        #expect(try here.rows("clients where commune = \(completed) | show client") == typed)
      }
      try here.run("consent A\(place) to vdab for \(quoted(text.given)) of health")
      try here.run("record A\(place) mobility = none because \(quoted(text.given))")
    }
    let purposes = try here.rows("consents | show client, purpose")
    for (place, text) in Self.short.enumerated() where text.isLine {
      #expect(purposes.first { $0["client"] == "A\(place)" }?["purpose"] == text.kept)
    }
    #expect(try here.session.checkStore().isClean)
  }

  @Test func historyHasNothingOfThem() throws {
    let here = try ValueStore()
    for text in Self.lines {
      let sentence = "clients where commune = \(quoted(text.given)) | count"
      #expect(
        HistoryText.redacted(sentence, here.session.schema)
          == "clients where commune = ‹text› | count")
      #expect(HistoryText.flat(sentence) == sentence)
    }
  }

  @Test(arguments: [OutputMode.table, .csv, .json, .ndjson, .markdown])
  func aTerminalIsNotSteered(_ mode: OutputMode) throws {
    let here = try store(mode)
    let file = open(here.here.folder.file("screen"), O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    here.session.out = FileSink(descriptor: file, path: "-", isSeen: true)
    here.session.echoes = true
    var told = ""
    func run(_ text: String, code: Int32 = 0) {
      #expect(here.session.run(SourceText(text), tell: { told += $0 }) == code, "\(told)")
    }
    run("clients | show client, commune # \u{1B}[31m\u{202E}")
    run("clients | first 70 | document intake")
    run("clients | count by commune | chart")
    // No commune, and in no row: that can never be true, and is told.
    run("clients where commune = \"\u{1B}[2Jx\" | count", code: 1)
    run("clients where commune = \"\u{1B}]0;titel\u{7}\" | count")
    try here.session.out.flush()
    let screen = String(decoding: try here.here.folder.bytes("screen"), as: UTF8.self)
    #expect(HostileText.isHarmless(screen))
    // In json a control sign is written with its escape, which steers nothing.
    #expect(screen.contains(mode == .json || mode == .ndjson ? "\\u001b[31m" : "␛[31m"))
    #expect(told.contains("␛[2Jx"))
    #expect(HostileText.isHarmless(TerminalBorder.shown(told)))
  }

  @Test func aTranscriptIsHarmlessToReadAndRunsAgain() throws {
    let here = try store(.csv)
    let path = here.here.folder.file("t.drempel")
    let shell = Shell(here.session, tell: { _ in })
    #expect(shell.enter("transcript \"\(path)\"") == .goesOn(0))
    #expect(shell.enter("clients | show commune") == .goesOn(0))
    try shell.endTranscript()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(HostileText.isHarmless(text))
    #expect(text.contains("# \"Leuven, centrum\""))
  }

  @Test func responsesGoOutAndComeInWithThem() throws {
    let here = try store()
    let clients = Self.short.indices.map { "A\($0)" }
    let bundle = try here.here.bundle(here.intake, clients: clients)
    let ascii = String(bundle.unicodeScalars.filter { $0.value < 0x80 })
    #expect(HostileText.isHarmless(ascii))
    let there = try ValueStore()
    let report = try there.here.take(bundle, "in.json", as: there.intake)
    #expect(report.faults.isEmpty, "\(report.faults.prefix(3))")
    // The standard knows no control signs but tab and line ends.
    let expected = Self.short.map { text in
      String(
        String.UnicodeScalarView(
          text.kept.unicodeScalars.map { scalar in
            let isLine = "\t\n\r".unicodeScalars.contains(scalar)
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            return isControl && !isLine ? "\u{FFFD}" : scalar
          }))
    }
    #expect(try communes(there) == expected)
  }

  @Test func participationsAndRulesKeepThem() throws {
    let here = try ValueStore()
    try here.take(["commune"], Self.short.map { _ in ["Gent"] })
    let rows = Self.short.enumerated().map { "A\($0),\(ValueStore.field($1.given)),2012-02-01" }
    let path = try here.here.folder.write(
      "p.csv", "client,operation,entered-on\n" + rows.joined(separator: "\n") + "\n")
    try here.run("import \"\(path)\" as participations")
    let kept = try here.rows("participations | show client, operation")
    for (place, text) in Self.short.enumerated() {
      #expect(kept.first { $0["client"] == "A\(place)" }?["operation"] == text.kept)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // What stands between double quotes in YAML is written as json writes it.
    for text in Self.short {
      let json = String(decoding: try encoder.encode([text.given]), as: UTF8.self)
      var escaped = ""
      for scalar in json.unicodeScalars {
        let isRaw = !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{2028}"
        let digits = String(scalar.value + 0x10000, radix: 16)
        escaped += isRaw && scalar != "\u{FEFF}" ? String(scalar) : "\\u\(digits.dropFirst())"
      }
      let rules = try RulesText.read("name: \(escaped.dropFirst().dropLast())\nversion: \"1\"\n")
      #expect(rules.name == text.kept, "\(text.given.debugDescription)")
    }
  }
}
