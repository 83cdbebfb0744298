import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import TestSupport
import Testing

@testable import Session

/// A value stays what it is from where it comes in to where it goes out.
@Suite struct ValueTests {
  private static let communes = [
    "Leuven, centrum", "-onbekend-", "{n}", "say \"so\"", "'s Gravenbrakel",
  ]

  private func interview(
    _ here: ValueStore, client: String, only: [String], _ answers: [String]
  ) throws -> Interview {
    var left = answers[...]
    return try Interview(
      here.session, here.here.store, here.intake, client: client, only: only, day: here.here.today
    ) { _ in left.popFirst().map { .line($0) } ?? .leaves }
  }

  @Test func whatAnInterviewOffersIsTheValueAndEnterKeepsIt() throws {
    let here = try ValueStore()
    try here.take(["commune"], Self.communes.map { [$0] })
    for (place, value) in Self.communes.enumerated() {
      for _ in 0..<2 {
        let asked = try interview(here, client: "A\(place)", only: ["commune"], [""])
        let item = try #require(here.intake.form.place(of: "commune"))
        #expect(try asked.suggestion(item).answer == value)
        #expect(try asked.suggestion(item).lines == ["now: \(value)"])
        var answered = asked
        guard case .finished = try answered.run() else {
          Issue.record("left")
          return
        }
        try here.session.keep(try answered.judged().draft, here.intake, here.here.store)
      }
      #expect(try here.rows("client A\(place) | show commune") == [["commune": value]])
    }
  }

  @Test func aLoopGoesThroughValues() throws {
    let here = try ValueStore()
    try here.take(["commune"], Self.communes.map { [$0] })
    let counts = try here.run(
      "for p in (clients | distinct commune) { clients where commune = p | count }")
    #expect(counts == String(repeating: "count\r\n1\r\n", count: Self.communes.count))
    let folder = try here.here.folder.folder("out")
    try here.run(
      "for p in (clients | distinct commune) { clients where commune = p | show commune | "
        + "export json \"\(folder)/{p}.json\" for \"of {p}\" }")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(names) == Set(Self.communes.map { "\($0).json" }))
  }

  @Test func aValueInAFileNameStaysInItsFolderAndThatIsTold() throws {
    let here = try ValueStore()
    try here.take(["commune"], [["../stolen"], ["/etc/x"], [".hidden"], ["Gent"]])
    let folder = try here.here.folder.folder("out")
    try here.run(
      "for p in (clients | distinct commune) { clients where commune = p | "
        + "export csv \"\(folder)/{p}.csv\" }")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["Gent.csv", "___stolen.csv", "_etc_x.csv", "_hidden.csv"])
    #expect(here.told.components(separatedBy: "note: in the file name").count == 4)
    #expect(!FileManager.default.fileExists(atPath: here.here.folder.file("stolen.csv")))
  }

  @Test func oneCommuneIsCountedOnceByLanguageAndReportAlike() throws {
    let here = try ValueStore()
    // A store of before may hold what would now come in trimmed and composed.
    try here.take(
      ["location", "commune", "vdab-registered", "vdab-category", "benefit"],
      [
        ["Tielt", "Lie\u{300}ge", "yes", "5", "living-wage"],
        ["TIELT ", "Li\u{E8}ge", "yes", "05 ", "living-wage"],
        [" tielt", "LIEGE", "yes", "05", "living-wage"],
      ])
    for column in ["location", "commune", "vdab-category"] {
      #expect(
        try here.rows("clients | count by \(column)").map { $0["count"] } == ["3"], "\(column)")
      #expect(try here.rows("clients | show \(column) | distinct").count == 1)
    }
    for name in ["Luik", "li\u{E8}ge ", "LIEGE"] {
      let report = "report dashboard commune \"\(name)\" quarter 2012Q2"
      let found = try here.rows("\(report) | where row = \"at-begin\" and column = \"commune\"")
      #expect(found.map { $0["count"] } == ["3"], "\(name): \(found)")
      #expect(try here.run("clients where commune = \"\(name)\" | count") == "count\r\n3\r\n")
    }
    #expect(try here.run("clients where vdab-category = 5 | count") == "count\r\n3\r\n")
    #expect(try here.run("clients where location in (\" TIELT\") | count") == "count\r\n3\r\n")
    let kept = try here.rows("clients | show location, commune, vdab-category")
    #expect(kept.map { $0["vdab-category"] } == ["05", "05", "05"])
    #expect(kept.map { $0["location"] } == ["Tielt", "TIELT", "tielt"])
    #expect(kept.map { $0["commune"]?.unicodeScalars.count } == [5, 5, 5])
  }

  @Test func theMPSAReportHasOnePartForOneLocation() throws {
    let trial = try TrialSession(clients: 0)
    let places = ["Tielt", "TIELT", " tielt ", "Ti\u{E9}lt"].enumerated()
    let intake = places.map { "A\($0),2012-01-01,\($1)\n" }.joined()
    let mpsa = places.map { number, _ in "A\(number),2012-02-01,d\n" }.joined()
    for (name, text) in [
      ("intake", "client,filled-on,location\n" + intake),
      ("mpsa", "client,filled-on,mobility\n" + mpsa),
    ] {
      let file = try trial.folder.write("\(name).csv", text)
      _ = try trial.session.importing(file, as: name, ImportForm())
    }
    // Shown and not counted, for counting would make them one.
    let parts = trial.run("report mpsa by centre period 2012 | show part")
    #expect(Set(parts.out.split(separator: "\n").dropFirst()).count == 1, "\(parts)")
    #expect(trial.run("clients where location = tielt | count").out == "count\n4\n")
  }

  @Test func aNationalNumberAsPrintedAndANameInAnyCaseFindSomebody() throws {
    let here = try ValueStore()
    try here.take(
      ["national-number", "last-name"],
      [["85073003328", "Pe\u{308}eters"], ["", "Van den Broeck"]])
    for written in ["85.07.30-033.28", "85073003328", "85 07 30 033 28"] {
      #expect(
        try here.rows("clients where national-number = \"\(written)\" | show client")
          == [["client": "A0"]])
    }
    #expect(
      try here.rows("clients where last-name = \"van den broeck\" | show client")
        == [["client": "A1"]])
    #expect(
      try here.rows("clients where last-name in (\"P\u{CB}ETERS\") | show client")
        == [["client": "A0"]])
    try here.run("clients where national-number = \"85.07.30\" | count")
    #expect(here.told.contains("eleven digits") && !here.told.contains("85.07"))
    try here.run("clients where last-name = \"Zeldzaam\" | count")
    #expect(here.told.contains("no row has this as last-name") && !here.told.contains("Zeldzaam"))
  }

  @Test func aForeignFileLosesOneQuoteBeforeAFormulaAndNoOther() throws {
    let here = try ValueStore()
    let rows = [("'=1", "=1"), ("''=1", "'=1"), ("'-2", "-2"), ("'s", "'s"), ("''", "''")]
    let lines = rows.enumerated().map { "A\($0),2012-01-01,\($1.0)\n" }
    try here.here.take("client,filled-on,commune\n" + lines.joined(), as: here.intake)
    let kept = try here.rows("clients | show client, commune")
    for (place, row) in rows.enumerated() {
      #expect(kept.first { $0["client"] == "A\(place)" }?["commune"] == row.1)
    }
  }

  @Test func unknownCommunesAndCategoriesAreTold() throws {
    let here = try ValueStore()
    let report = try here.take(
      ["commune", "vdab-registered", "vdab-category"],
      [["Tielt", "yes", "05"], ["Tilt", "yes", "5"], ["tielt ", "yes", "99"]])
    let told = report.text(.en)
    #expect(
      told.contains(
        "commune: not in the list of communes; Tielt meant? (1×, first on line 3)"), "\(told)")
    #expect(
      told.contains(
        "vdab-category: no known category of VDAB; kept as it is; 19 meant? (1×, first on line 4)")
    )
    #expect(try here.rows("clients | count by commune").count == 2)
  }

  @Test func anAnswerThatWasNoTextIsRefused() throws {
    let here = try ValueStore()
    try here.take(["commune"], [["Gent"]])
    var asked = try interview(
      here, client: "A0", only: ["commune"], ["caf\u{FFFD}", "Tielt"])
    _ = try asked.run()
    #expect(asked.sheet.answers["commune"] == "Tielt")
    #expect(here.out.text.contains("not valid UTF-8"))
  }

  @Test func aScriptThatIsNoTextIsRefusedWithItsPlace() throws {
    let here = try ValueStore()
    let path = try here.here.folder.write(
      "x.drempel", Array("clients | count\n# caf".utf8) + [0xE9])
    try here.run("run \"\(path)\"", code: 2)
    #expect(here.told.contains("E381 \(path):2:6"), "\(here.told)")
  }

  @Test(arguments: ["\u{1B}[31mx", "\u{202E}a", " {n}, \"q\" ", "../x"])
  func aStoreMayBeCalledSo(_ name: String) throws {
    let folder = try TemporaryFolder()
    var settings = Session.Settings(
      places: Places(
        environment: ["XDG_CONFIG_HOME": folder.path], executableFolder: "/nonexistent",
        pluginFolders: []))
    settings.operatorName = name
    settings.purpose = name
    _ = try Session.newStore(folder.file("s"), name: name, passphrase: nil, settings)
    settings.store = folder.file("s")
    let session = try Session(settings, out: MemorySink())
    #expect(session.store?.name == ValueText.kept(name))
    #expect(session.policy.actor.purpose == ValueText.kept(name))
    #expect(HostileText.isHarmless(session.promptText) && HostileText.isHarmless(session.whoWorks))
    #expect(HostileText.isHarmless(TerminalBorder.shown(session.greeting)))
  }
}
