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

/// What people and spreadsheets write, as it ends in the store.
@Suite struct ForeignImportTests {
  private let intake: LoadedPlugin
  private let mpsa: LoadedPlugin

  init() throws {
    intake = try QuestionnaireStore.shipped("intake")
    mpsa = try QuestionnaireStore.shipped("mpsa")
  }

  private func take(
    _ text: String, as plugin: LoadedPlugin, _ form: ImportForm = ImportForm(),
    in here: QuestionnaireStore? = nil, _ name: String = "in.csv"
  ) throws -> (here: QuestionnaireStore, report: ImportReport) {
    let here = try here ?? QuestionnaireStore()
    var importer = Importer(
      store: here.store, plugin: plugin, actor: here.actor, reference: here.today)
    importer.form = form
    do {
      return (here, try importer.run(try here.folder.write(name, text.utf8)))
    } catch let refused as ImportRefused {
      return (here, refused.report)
    }
  }

  private func answers(_ here: QuestionnaireStore, _ plugin: LoadedPlugin) throws -> [String] {
    try QuestionnaireStore.answers(here.bundle(plugin, clients: ["A", "B"]))
  }

  private func problems(_ report: ImportReport) -> [RowFault.Problem] {
    report.faults.map(\.problem)
  }

  @Test func dutchHeadersCodesAndAnswersAreTheSameAsTheProgramsOwn() throws {
    let own = try take(
      """
      client,filled-on,sex,civil-status,driving-licence,benefit,mobility,childcare,nationality
      A,2012-06-30,f,married,yes,sickness;living-wage,1,4,BE
      B,2012-06-30,m,single,no,none,3,,stateless

      """, as: intake)
    #expect(own.report.added == 2)
    let foreign = try take(
      """
      Cliënt ;INGEVULD OP;Geslacht;burgerlijke_staat;Rijbewijs;uitkering;Mobiliteit;kinderopvang;Nationaliteit
      A;2012-06-30;v;Gehuwd;WAAR;ziekte;geen-belemmering;kan-niet-zeggen;be
      B;2012-06-30;Man;ongehuwd;nee;Geen;blocking;niet-beoordeeld;staatloos

      """.replacing("ziekte;", with: "\"ziekte;leefloon\";"), as: intake)
    #expect(foreign.report.added == 2, "\(foreign.report.listing(.en))")
    #expect(try answers(foreign.here, intake) == answers(own.here, intake))
  }

  @Test(arguments: [
    ("yes", true), ("Ja", true), ("J", true), ("WAAR", true), ("TRUE", true), ("x", true),
    ("no", false), ("NEE", false), ("onwaar", false), ("N", false),
  ])
  func yesAndNoAsTheyAreWritten(_ text: String, _ meaning: Bool) throws {
    Array(text.utf8).withUnsafeBufferPointer { #expect(FieldReader.flag($0) == meaning) }
    for other in ["1", "0", "?", "jaja", ""] {
      Array(other.utf8).withUnsafeBufferPointer { #expect(FieldReader.flag($0) == nil) }
    }
  }

  @Test func daysInAnotherFormAreRefusedWithTheWayOutAndReadWhenSaid() throws {
    let text = "client,filled-on,birth-date\nA,30/06/2012,4-1-1980\n"
    let refused = try take(text, as: intake)
    #expect(problems(refused.report) == [.otherDayForm(.dmy), .otherDayForm(.dmy)])
    #expect(refused.report.listing(.en).contains("dates dmy"))
    var form = ImportForm()
    form.dates = .dmy
    let read = try take(text, as: intake, form)
    #expect(read.report.added == 1)
    form.dates = .excel
    let counted = try take("client,filled-on,birth-date\nA,41090,29224\n", as: intake, form)
    #expect(counted.report.added == 1)
    #expect(try answers(read.here, intake) == answers(counted.here, intake))
    #expect(problems(try take(text, as: intake, form).report).count == 2)
    form.dates = .dmy
    let american = try take("client,filled-on\nA,06/30/2012\n", as: intake, form)
    #expect(problems(american.report) == [.notADay])
  }

  @Test func zerosThatASpreadsheetTookArePutBackAndTold() throws {
    let own = try take(
      "client,filled-on,vdab-registered,vdab-category,national-number\nA,2012-01-01,yes,05,00010100105\n",
      as: intake)
    #expect(own.report.added == 1, "\(own.report.listing(.en))")
    let foreign = try take(
      "client,filled-on,vdab-registered,vdab-category,national-number\nA,2012-01-01,yes,5,10100105\n",
      as: intake)
    #expect(foreign.report.added == 1, "\(foreign.report.listing(.en))")
    #expect(foreign.report.warnings.keys.filter { $0.kind == .lostZero }.count == 2)
    #expect(try answers(own.here, intake) == answers(foreign.here, intake))
    let lost = try take(
      "client,filled-on,national-number\nA,2012-01-01,8.006E+10\nB,2012-01-01,10100106\n",
      as: intake)
    #expect(problems(lost.report) == [.powerOfTen, .notANationalNumber])
  }

  @Test func twoRowsOfOneFileAreToldWithBothLines() throws {
    let text = """
      client,filled-on,sex
      A,2012-01-01,m
      B,2012-01-01,f
      A,2012-01-01,f
      B,2012-01-01,f

      """
    let first = try take(text, as: intake)
    #expect(problems(first.report) == [.repeated(line: 2)])
    #expect(first.report.faults.map(\.line) == [4])
    #expect(first.report.listing(.en).contains("line 2 of this file"))
    #expect(!first.report.listing(.en).contains("store"))
    var form = ImportForm()
    form.replaces = true
    // Which of the two is meant nobody knows, also where rows may replace earlier ones.
    #expect(problems(try take(text, as: intake, form).report) == [.repeated(line: 2)])
    form.isPartial = true
    let partial = try take(text, as: intake, form)
    #expect(partial.report.added == 2)
    #expect(partial.report.warnings.keys.map(\.kind) == [.rowTwice])
    // What an earlier import brought is of the store.
    let again = try take(
      "client,filled-on,sex\nA,2012-01-01,f\n", as: intake, in: partial.here)
    #expect(problems(again.report) == [.conflict])
  }

  /// Rows read, bad, swallowed and blank are all lines of the file.
  @Test(arguments: [2, 7, 50, 100])
  func everyLineOfAFileIsAccountedFor(_ open: Int) throws {
    let lines = (2...101).map { "C\($0),2012-01-01,\($0 == open ? "\"" : "")Aalst" }
    let text = "sep=,\nclient,filled-on,commune\n" + lines.joined(separator: "\n") + "\n,,\n\n"
    var form = ImportForm()
    form.isPartial = true
    let report = try take(text, as: intake, form).report
    #expect(report.lines == 104)
    #expect(report.added == open - 2)
    #expect(report.badRows == 1)
    #expect(report.swallowed == 103 - open)
    let fault = try #require(report.faults.first)
    #expect((fault.line, fault.lastLine) == (open + 1, 104))
    #expect(report.text(.en).contains("\(report.swallowed) lines swallowed by an open quote"))
    #expect(report.text(.en).contains("line \(open + 1)-104:"))
  }

  @Test func linesAddUpWhateverStandsInThem() throws {
    var random = SplitMix64(seed: 6)
    let pieces = [
      "A,2012-01-01,x", "B,2012-01-01,\"x\ny\"", "\"", "x\"y", ",,", "", "C,2012-13-01,z", "\"\"",
      "D,2012-01-02,\"\n\"", "E", "F,2012-01-01,a,b",
    ]
    var form = ImportForm()
    form.isPartial = true
    for _ in 0..<60 {
      let rows = (0..<Int(random.next() % 12)).map { _ in
        pieces[Int(random.next() % UInt64(pieces.count))]
      }
      let text = "client,filled-on,commune\n" + rows.map { $0 + "\n" }.joined()
      let report = try take(text, as: intake, form).report
      #expect(report.lines == text.count { $0 == "\n" }, "\(text)")
      #expect(
        report.judged
          == report.added + report.same + report.badRows
          + report.warnings.filter { $0.key.kind == .rowTwice }.values.reduce(0) { $0 + $1.count })
    }
  }

  @Test func aColumnWithoutANameMayBeEmptyOnly() throws {
    let text = "client,,filled-on,\nA,,2012-01-01,\nB,x,2012-01-01,\n"
    #expect(problems(try take(text, as: intake).report) == [.withoutName])
    #expect(try take(text.replacing("x", with: " "), as: intake).report.added == 2)
  }

  @Test func whatTheProgramWorksOutIsPassedOverAndOtherNamesAreWrong() throws {
    let (_, report) = try take(
      "client,age,filled-on,blocking,mobility.since,birth-year\nA,30,2012-01-01,3,2012-01-01,1982\n",
      as: intake)
    #expect(report.added == 1)
    #expect(report.passedOver == ["age", "blocking", "mobility.since", "birth-year"])
    #expect(report.text(.en).contains("not taken, for the program works it out itself: age"))
    #expect(throws: ImportPlan.HeaderFault.self) {
      try take("client,filled-on,agee\nA,2012-01-01,3\n", as: intake)
    }
    #expect(throws: ImportPlan.HeaderFault.self) {
      try take("client,filled-on,mobility,Mobiliteit\nA,2012-01-01,3,3\n", as: intake)
    }
  }

  @Test func levelsAndReasonsComeInWhereOneScoreSaysThem() throws {
    let own = try take("client,filled-on,mobility,childcare\nA,2012-01-01,d,a\n", as: mpsa)
    let words = try take(
      "client,filled-on,mobility,mobility.absence,childcare,childcare.absence\nA,2012-01-01,blocking,,not-assessed,cannot-tell\n",
      as: mpsa)
    #expect(words.report.added == 1, "\(words.report.listing(.en))")
    #expect(try answers(own.here, mpsa) == answers(words.here, mpsa))
    let dutch = try take(
      "cliënt,ingevuld-op,mobiliteit,kinderopvang.reden\nA,2012-01-01,niet-mogelijk,kan-niet-zeggen\n",
      as: mpsa)
    #expect(try answers(own.here, mpsa) == answers(dutch.here, mpsa))
    let wrong = try take(
      "client,filled-on,mobility,mobility.absence\nA,2012-01-01,blocking,declined\nB,2012-01-01,,declined\n",
      as: mpsa)
    #expect(problems(wrong.report) == [.levelAndReason, .noScore])
    let icf = try LoadedPlugin(
      linked: QuestionnaireStore.all[3], shared: QuestionnaireStore.shared)
    let judged = try #require(
      icf.form.items.first { if case .threshold? = $0.link { true } else { false } })
    let several = try take(
      "client,filled-on,\(judged.id)\nA,2012-01-01,supported\n", as: icf)
    guard case .severalScores? = problems(several.report).first else {
      Issue.record("\(several.report.faults)")
      return
    }
  }

  @Test func anotherEncodingIsNamedForTheWholeFile() throws {
    let here = try QuestionnaireStore()
    let bytes =
      Array("client,filled-on,commune\nA,2012-01-01,Aalst\nB,2012-01-01,Li".utf8) + [0xE8]
      + Array("ge\n".utf8)
    let path = try here.folder.write("old.csv", bytes)
    var importer = Importer(
      store: here.store, plugin: intake, actor: here.actor, reference: here.today)
    importer.form.isPartial = true
    // Also where good rows would be taken: the same rows would be left out every time.
    #expect(throws: EncodingFault(.looksLike(.windows1252))) { try importer.run(path) }
    #expect(try here.store.clientCount() == 0)
    importer.form.encoding = .windows1252
    #expect(try importer.run(path).added == 2)
  }
}
