import InstrumentKit
import Language
import Profile
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// A file that comes again: what it says of its columns, and what it leaves alone.
@Suite struct ReplaceTests {
  private let desk: ValueStore

  init() throws { desk = try ValueStore() }

  /// What a file is, and what is to become of it.
  private func take(
    _ text: String, _ change: (inout ImportForm) -> Void = { _ in }, isDry: Bool = false
  ) throws -> ImportReport {
    var form = ImportForm()
    change(&form)
    let path = try desk.here.folder.write("in.csv", text.utf8)
    do {
      return try desk.session.importing(path, as: "intake", form, isDry: isDry)
    } catch let refused as ImportRefused {
      return refused.report
    }
  }

  private func replace(_ form: inout ImportForm) { form.replaces = true }

  private func over(_ form: inout ImportForm) {
    form.replaces = true
    form.isOverCorrections = true
  }

  private func problems(_ report: ImportReport) -> [RowFault.Problem] {
    report.faults.map(\.problem)
  }

  private func kinds(_ report: ImportReport) -> [RowWarning.Kind] {
    report.warnings.keys.map(\.kind).filter { kind in
      switch kind {
      case .before, .rowTwice: true
      default: false
      }
    }
  }

  private static let whole = """
    client,filled-on,last-name,birth-date,sex,employed,employment,mobility,justice,specifications,job-goal,vdab.actions
    P1,2012-03-01,Janssens,1980-05-06,m,yes,art60,3,3,mobility.unwilling;justice.prison,yes,training.vocational

    """

  private func begin() throws {
    let report = try take(Self.whole)
    try #require(report.added == 1, "\(report.listing(.en))")
  }

  private func profile(_ columns: String) throws -> String {
    let text = try desk.run("clients | show \(columns)")
    return text.split(whereSeparator: \.isNewline).dropFirst().joined(separator: "|")
  }

  @Test func columnsThatTheFileLacksAreLeftAlone() throws {
    try begin()
    let complete = try desk.here.store.registrations(of: "P1", notes: false).map(\.answered)
    let report = try take("client,filled-on,mobility\nP1,2012-03-01,1\n", replace)
    #expect(report.replaced == 1)
    #expect(
      try profile("mobility, last-name, birth-date, employment, justice, justice.prison, job-goal")
        == "none,Janssens,1980-05-06,art60,blocking,yes,yes")
    let action = try #require(
      try desk.here.store.registrations(of: "P1", notes: false).first?.actions.first)
    #expect(action.told[.action] == "training.vocational")
    let trail = try desk.run("audit where verb = import and client = P1 | count")
    #expect(trail.contains("1"), "\(trail)")
    // The entry stays as complete as it was.
    let answered = try desk.here.store.registrations(of: "P1", notes: false).map(\.answered)
    #expect(answered == complete)
  }

  @Test func aRegistrationThatAgreesInTheFilesColumnsIsThereAlready() throws {
    try begin()
    #expect(try take("mobility,client,filled-on\n3,P1,2012-03-01\n").same == 1)
    let other = "client,filled-on,mobility\nP1,2012-03-01,1\n"
    #expect(problems(try take(other)) == [.conflict])
    #expect(try take(other, replace).replaced == 1)
    #expect(try take(other).same == 1)
    #expect(try desk.run("clients | history").split(whereSeparator: \.isNewline).count == 3)
  }

  @Test func aBlankCellTakesTheValueOutOfTheEntry() throws {
    try begin()
    let report = try take(
      "client,filled-on,last-name,mobility,vdab.actions\nP1,2012-03-01,,,\n", replace)
    #expect(report.replaced == 1)
    #expect(try profile("last-name, birth-date, justice, job-goal") == ",1980-05-06,blocking,yes")
    let kept = try #require(try desk.here.store.registrations(of: "P1", notes: false).first)
    #expect(kept.levels[.mobility] == nil && kept.actions.isEmpty)
  }

  @Test func specificationsSpeakOnlyForThresholdsOfTheFile() throws {
    try begin()
    _ = try take("client,filled-on,mobility,specifications\nP1,2012-03-01,3,\n", replace)
    #expect(
      try profile("mobility.unwilling, justice.prison").hasSuffix(",yes"))
    let kept = try #require(try desk.here.store.registrations(of: "P1", notes: false).first)
    #expect(
      Specification.all.filter(kept.specifications.contains).map(\.code) == ["justice.prison"])
    let one = try take(
      "client,filled-on,mobility,mobility.unknowing,justice.prison\nP1,2012-03-01,3,yes,no\n",
      replace)
    #expect(one.replaced == 1)
    let after = try #require(try desk.here.store.registrations(of: "P1", notes: false).first)
    #expect(
      Set(Specification.all.filter(after.specifications.contains).map(\.code))
        == ["justice.prison", "mobility.unknowing"])
  }

  @Test(arguments: [Tongue.en, .nl])
  func itSaysPerClientWhatChangesAlsoWhenDry(_ tongue: Tongue) throws {
    try begin()
    let file = "client,filled-on,mobility,last-name,employment\nP1,2012-03-01,1,Peeters,\n"
    let dry = try take(file, replace, isDry: true)
    let report = try take(file, replace)
    for text in [dry.text(tongue), report.text(tongue)] {
      #expect(
        text.contains(
          tongue == .en
            ? "P1 2012-03-01: last-name; employment art60 → –; mobility blocking → none"
            : "P1 2012-03-01: achternaam; tewerkstelling art60 → –; mobiliteit niet-mogelijk → geen-belemmering"
        ),
        "\(text)")
      // Of who it is stands no value on the screen.
      #expect(!text.contains("Peeters") && !text.contains("Janssens"))
    }
  }

  @Test func ofManyClientsTheFirstTwentyAreToldAndAllInJSON() throws {
    func file(_ score: Int) -> String {
      "client,filled-on,mobility\n"
        + (10..<35).map { "C\($0),2012-03-01,\(score)\n" }.joined()
    }
    _ = try take(file(1))
    let some = try take(file(2), replace)
    #expect(some.replaced == 25)
    #expect(some.text(.en).contains("C29 ") && !some.text(.en).contains("C30 "))
    #expect(some.text(.en).contains("and 5 clients more"))
    desk.session.mode = .json
    let all = try take(file(3), replace)
    #expect(all.text(.en).contains("C34 "))
  }

  private static let nightly = "client,filled-on,mobility,justice\nP1,2012-03-01,3,1\n"

  private func number() throws -> Int64 {
    try #require(try desk.here.store.registrations(of: "P1", notes: false).first?.number)
  }

  @Test func whatWasCorrectedSinceIsSkippedAndTold() throws {
    _ = try take(Self.nightly)
    let number = try number()
    try desk.run("correct #\(number) mobility = none because \"wrong\"")
    let again = try take(Self.nightly)
    #expect(kinds(again) == [.before(.correct)] && again.badRows == 0)
    // So is a file with fewer columns that says what stood there.
    #expect(kinds(try take("client,filled-on,mobility\nP1,2012-03-01,3\n")) == [.before(.correct)])
    let other = "client,filled-on,mobility\nP1,2012-03-01,2\n"
    #expect(problems(try take(other)) == [.revised(.correct)])
    #expect(problems(try take(other, replace)) == [.revised(.correct)])
    #expect(try profile("mobility, justice") == "none,none")
    #expect(try take(other, over).replaced == 1)
    #expect(try profile("mobility, justice") == "supported,none")
    #expect(try self.number() == number)
    _ = try take(Self.nightly, over)
    #expect(try profile("mobility, justice") == "blocking,none")
  }

  @Test func aMovedDayKeepsTheKeyItHad() throws {
    _ = try take(Self.nightly)
    let number = try number()
    try desk.run("correct #\(number) on 2012-03-02 because \"a day later\"")
    let again = try take(Self.nightly)
    #expect(kinds(again) == [.before(.correct)] && again.added == 0)
    #expect(again.text(.en).contains("corrected since"))
    #expect(
      problems(try take(Self.nightly.replacing(",3,1", with: ",2,1"))) == [.revised(.correct)])
    let registrations = try desk.here.store.registrations(of: "P1", notes: false)
    #expect(registrations.map { "\($0.on)" } == ["2012-03-02"])
    #expect(try take(Self.nightly.replacing(",3,1", with: ",2,1"), over).replaced == 1)
    let after = try desk.here.store.registrations(of: "P1", notes: false)
    #expect(after.map { "\($0.on) \($0.number)" } == ["2012-03-01 \(number)"])
    let check = try desk.session.checkStore()
    #expect(check.isClean, "\(check.text)")
  }

  @Test func whatWasStruckStaysStruckUnlessSaid() throws {
    _ = try take(Self.nightly + "P2,2012-03-01,1,1\n")
    try desk.run("strike #\(try number()) because \"never\"")
    #expect(kinds(try take(Self.nightly)) == [.before(.strike)])
    let other = "client,filled-on,justice\nP1,2012-03-01,2\n"
    #expect(problems(try take(other)) == [.revised(.strike)])
    #expect(problems(try take(other, replace)) == [.revised(.strike)])
    #expect(try profile("client") == "P2")
    #expect(try take(other, over).replaced == 1)
    #expect(try profile("client, mobility, justice") == "P1,blocking,supported|P2,none,none")
    try desk.run("strike #\(try number()) because \"never\"")
    #expect(try take(other, over).replaced == 1)
    let check = try desk.session.checkStore()
    #expect(check.isClean, "\(check.text)")
  }

  @Test func whatWentToAnotherClientComesBackOnlyWhenSaid() throws {
    _ = try take(Self.nightly + "P2,2012-04-01,1,1\n")
    let number = try number()
    try desk.run("move #\(number) to P2 because \"wrong person\"")
    #expect(kinds(try take(Self.nightly)) == [.before(.move)])
    let other = "client,filled-on,justice\nP1,2012-03-01,2\n"
    #expect(problems(try take(other)) == [.revised(.move)])
    #expect(problems(try take(other, replace)) == [.revised(.move)])
    #expect(try profile("client") == "P2")
    #expect(try take(other, over).replaced == 1)
    #expect(try profile("client, mobility, justice") == "P1,blocking,supported|P2,none,none")
    #expect(try self.number() == number)
    let check = try desk.session.checkStore()
    #expect(check.isClean, "\(check.text)")
  }

  @Test func whyAnEntryWasCorrectedIsSealedWithWhoHasItNow() throws {
    _ = try take(Self.nightly + "P2,2012-04-01,1,1\n")
    let number = try number()
    try desk.run("correct #\(number) mobility = none because \"wrong\"")
    try desk.run("move #\(number) to P2 because \"wrong person\"")
    let check = try desk.session.checkStore()
    #expect(check.isClean, "\(check.text)")
  }

  @Test func whatOnlyFilesSaidIsReplacedByFilesBackAndForth() throws {
    let (a, b) = (Self.nightly, Self.nightly.replacing(",3,1", with: ",2,1"))
    _ = try take(a)
    for (file, level) in [(b, "supported"), (a, "blocking"), (b, "supported")] {
      #expect(try take(file, replace).replaced == 1)
      #expect(try take(file, replace).same == 1)
      #expect(try profile("mobility") == level)
    }
  }

  @Test func oneKeyTwiceIsRefusedWithBothLinesAlsoOverWhatIsThere() throws {
    try begin()
    let report = try take(
      "client,filled-on,mobility\nP1,2012-03-01,1\nP1,2012-03-01,2\nP1,2012-03-01,1\n", replace)
    #expect(problems(report) == [.repeated(line: 2)])
    #expect(report.faults.map(\.line) == [3])
    #expect(kinds(report) == [.rowTwice])
    #expect(try profile("mobility") == "blocking")
  }

  @Test func anotherOrganisationsFileNeverCorrects() throws {
    _ = try take(Self.nightly)
    var importer = Importer(
      store: desk.here.store, plugin: desk.intake,
      actor: Actor(name: "bert", organisation: "vdab", role: "admin", purpose: "x"),
      reference: desk.here.today)
    importer.form.replaces = true
    importer.form.isOverCorrections = true
    let report = try importer.run(
      try desk.here.folder.write(
        "vdab.csv", Self.nightly.replacing(",3,1", with: ",1,1").utf8))
    #expect(report.added == 1 && report.replaced == 0)
    let all = try desk.here.store.registrations(of: "P1", notes: false)
    let own = desk.session.policy.actor.organisation
    #expect(Set(all.map(\.organisation)) == [own, "vdab"])
  }
}
