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

/// Bad rows with their reasons, to be mended and imported again.
@Suite struct RejectedRowsTests {
  private let here: QuestionnaireStore
  private let intake: LoadedPlugin

  init() throws {
    here = try QuestionnaireStore()
    intake = try QuestionnaireStore.shipped("intake")
  }

  private func run(
    _ text: String, _ name: String = "in.csv", to rejected: String = "bad.csv",
    partial: Bool = false, dry: Bool = false, overwrite: Bool = false
  ) throws -> ImportReport {
    var importer = Importer(
      store: here.store, plugin: intake, actor: here.actor, reference: here.today)
    importer.form.isPartial = partial
    importer.form.rejected = here.folder.file(rejected)
    importer.form.overwritesRejected = overwrite
    importer.isDry = dry
    do {
      return try importer.run(try here.folder.write(name, text.utf8))
    } catch let refused as ImportRefused {
      return refused.report
    }
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: here.folder.file(name))), as: UTF8.self)
  }

  /// 60 rows of 120 are bad, more than are told on the screen.
  private var half: String {
    "client;filled-on;commune;sex\n"
      + (1...120).map { "C\($0);2012-01-01;\"a;b\";\($0 % 2 == 0 ? "m" : "q")\n" }.joined()
  }

  @Test(arguments: [(false, false), (true, false), (false, true)])
  func allOfThemComeOutAndGoInAgainWhenMended(_ partial: Bool, _ dry: Bool) throws {
    let report = try run(half, partial: partial, dry: dry)
    #expect(report.badRows == 60)
    #expect(report.rejected?.rows == 60)
    let written = try text("bad.csv")
    #expect(
      written.hasPrefix(
        "client;filled-on;commune;sex;rejected-line;rejected-column;rejected-because\r\nC1;2012-01-01;\"a;b\";q;2;sex;"
      ))
    #expect(written.split(separator: "\r\n").count == 61)
    var facts = stat()
    #expect(stat(here.folder.file("bad.csv"), &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o600)
    let mended = written.replacing(";q;", with: ";f;")
    let again = try run(mended, "mended.csv", to: "worse.csv")
    #expect(again.added == 60)
    #expect(again.rejected == nil)
    #expect(!FileManager.default.fileExists(atPath: here.folder.file("worse.csv")))
  }

  @Test func whatStaysBadComesOutOnceMoreInTheSameColumns() throws {
    _ = try run(half)
    let once = try text("bad.csv")
    #expect(throws: ExchangeError.self) { try run(half) }
    _ = try run(once, "again.csv", overwrite: true)
    let twice = try text("bad.csv")
    #expect(twice.split(separator: "\r\n").first == once.split(separator: "\r\n").first)
    #expect(twice.split(separator: "\r\n").count == 61)
  }

  @Test func linesThatAQuoteTookInAreThereOneByOne() throws {
    let report = try run(
      "client,filled-on,commune\nA,2012-01-01,\"Aalst\nB,2012-01-01,Gent\nC,2012-01-01,Mol\n",
      partial: true)
    #expect(report.swallowed == 2)
    let lines = try text("bad.csv").split(separator: "\r\n")
    #expect(lines.count == 4)
    #expect(lines[1].hasPrefix("A,2012-01-01,\"\"\"Aalst\",2,"))
    #expect(lines[2].hasPrefix("B,2012-01-01,Gent,3,,stood inside the quote that opens on line 2"))
    let mended = try text("bad.csv").replacing("\"\"\"Aalst\"", with: "Aalst")
    #expect(try run(mended, "mended.csv", to: "worse.csv").added == 3)
  }

  @Test func rowsThatTheStoreRefusesAreAmongThem() throws {
    try here.take("client,filled-on,sex\nA,2012-01-01,m\n", as: intake)
    let report = try run(
      "client,filled-on,sex\nA,2012-01-01,f\nB,2012-01-01,f\nB,2012-01-01,m\n", partial: true)
    #expect(report.added == 1)
    let lines = try text("bad.csv").split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("A,2012-01-01,f,2,,same client and day with other content"))
    #expect(lines[2].hasPrefix("B,2012-01-01,m,4,,\"same client and day as line 3"))
  }

  @Test func textsThatLookLikeFormulasComeBackAsTheyWere() throws {
    _ = try run("client,filled-on,commune,sex\nA,2012-01-01,'=1+1,q\n")
    #expect(try text("bad.csv").contains("A,2012-01-01,'=1+1,q,2,sex"))
    _ = try run("client\tfilled-on\tcommune\tsex\nA\t2012-01-01\ta\\tb\tq\n", "x.tsv", to: "y.tsv")
    #expect(try text("y.tsv").contains("A\t2012-01-01\ta\\tb\tq\t2\tsex"))
  }
}
