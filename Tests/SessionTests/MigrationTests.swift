import Cohort
import InstrumentKit
import PluginHost
import Profile
import Seal
import Store
import TestSupport
import Testing

@testable import Session

/// Two versions of one instrument: the second renames, splits, recodes and drops.
private struct Travel: Instrument {
  let isSecond: Bool

  var description: Description {
    Description(
      id: "travel", version: isSecond ? "2" : "1", label: Label(nl: "Reis", en: "Travel"),
      summary: Label(nl: "Reis", en: "Travel"), source: "test", licence: "Apache-2.0")
  }

  private func item(_ id: String, _ type: AnswerType) -> Item {
    Item(id, Label(nl: id, en: id), type)
  }

  var form: Form {
    let way = Option.list("bus=bus car=auto both=beide")
    let often = Option.list("never=nooit weekly=wekelijks")
    let stops = [item("on", .day), item("by", .one(way)), item("what", .note)]
    let first = [
      item("minutes", .count), item("way", .one(way)),
      item("comfort", .one(Option.list("1=a 2=b 3=c"))),
      item("colour", .one(Option.list("red=rood blue=blauw"))), item("trips", .table(stops)),
      item("remark", .note),
    ]
    let second = [
      item("duration", .count), item("bus", .one(often)), item("car", .one(often)),
      item("comfort", .one(Option.list("low=laag high=hoog"))), item("journeys", .table(stops)),
      item("note", .note),
    ]
    return Form([Section("s", Label(nl: "s", en: "s"), isSecond ? second : first)])
  }

  var inputs: [Input] {
    isSecond
      ? [
        .item("duration"), .item("bus"), .item("comfort"), .history("duration"), .rows("journeys"),
      ]
      : [.item("minutes"), .item("way"), .item("comfort"), .history("minutes"), .rows("trips")]
  }

  var measures: [Measure] {
    ["minutes", "way", "comfort", "times", "rows"].map {
      Measure($0, Label(nl: $0, en: $0), .count)
    }
  }

  var goldenCases: [GoldenCase] { [] }

  var migrations: [Migration] {
    isSecond
      ? [
        Migration(
          from: "1", to: "2",
          [
            .renamed("minutes", to: "duration"),
            .split("way", into: ["bus": ("bus", "weekly"), "car": ("car", "weekly")]),
            .recoded("comfort", ["1": "low", "3": "high"]), .dropped("colour"),
            .renamed("trips", to: "journeys"), .renamed("remark", to: "note"),
          ])
      ] : []
  }

  func score(_ subject: Subject, into result: inout Result) {
    for input in 0..<3 { result.set(input, subject[input]) }
    result.set(3, subject.entries(3).count)
    result.set(4, subject.entries(4, width: 3).count)
  }
}

@Suite struct MigrationTests {
  private let folder: TemporaryFolder
  private let store: Store
  private let first: LoadedPlugin
  private let second: LoadedPlugin
  private let actor = Actor(name: "a", organisation: "o", role: "admin", purpose: "test")
  private let today = Day(year: 2012, month: 12, day: 31) ?? Day(number: 0)

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("s.key")
    store = try Store.create(
      at: folder.file("s"), keyFile: { _ in path }, passphrase: nil, name: "s", fixedDate: nil,
      actor: actor)
    first = try LoadedPlugin(linked: Travel(isSecond: false)) { _ in nil }
    second = try LoadedPlugin(linked: Travel(isSecond: true)) { _ in nil }
    try take(
      """
      client,filled-on,minutes,way,comfort,colour,trips,remark
      A,2012-01-01,30,bus,1,red,"2012-01-01,bus,to town;2012-01-02,car,home",slow
      B,2012-01-01,45,both,2,blue,,
      C,2012-01-01,60,car,3,,,

      """, as: first)
  }

  private func take(_ text: String, as plugin: LoadedPlugin) throws {
    let file = try folder.write("in.csv", text.utf8)
    var importer = Importer(store: store, plugin: plugin, actor: actor, reference: today)
    importer.form.replaces = true
    _ = try importer.run(file)
  }

  /// The measures of each client, unknown as nil.
  private func scored(_ plugin: LoadedPlugin) throws -> [[Int?]] {
    let view = try RowsView(.clients, try store.columns(), today: today) { codes, _ in
      codes.map { _ in nil }
    }
    let columns = try Scorer(plugin: plugin, acceptedOnly: false, hidden: []).columns(view)
    return (0..<view.count).map { row in columns.prefix(5).map { $0[row].value } }
  }

  private let asGiven: [[Int?]] = [[30, 0, 0, 1, 2], [45, 2, 1, 1, 0], [60, 1, 2, 1, 0]]

  @Test func whatWasGivenIsScoredByTheVersionItWasGivenIn() throws {
    #expect(try scored(first) == asGiven)
  }

  @Test func answersOfAnEarlierVersionAreNotUsedBeforeSomebodySawWhatBecomesOfThem() throws {
    #expect(throws: UnmovedAnswers.self) { try Migrator(store, second).mustBeAccepted() }
    try Migrator(store, first).mustBeAccepted()
    try Migrator(store, second).accept(actor)
    try Migrator(store, second).mustBeAccepted()
  }

  @Test func aDryRunTellsWhatBecomesOfEachAnswerAndChangesNothing() throws {
    let before = try store.state()
    let report = try Migrator(store, second).report()
    #expect(try store.state() == before)
    func told(_ item: String) -> [String] {
      report.filter { $0.item == item }.map {
        "\($0.answer ?? "*") \($0.fate.rawValue) \($0.place ?? "-") \($0.count)"
      }
    }
    #expect(told("minutes") == ["* moves duration 3"])
    #expect(
      told("way") == ["both no-place - 1", "bus moves bus = weekly 1", "car moves car = weekly 1"])
    #expect(
      told("comfort")
        == ["1 moves comfort = low 1", "2 no-place - 1", "3 moves comfort = high 1"])
    #expect(told("colour") == ["* dropped - 2"])
    #expect(told("trips.by") == ["* moves journeys.by 2"])
    #expect(told("remark") == ["* moves note 1"])
    #expect(try scored(first) == asGiven)
  }

  @Test func earlierAnswersAreReadAsTheLaterVersionsAndGoBackWhole() throws {
    try Migrator(store, second).accept(actor)
    // A code without a place is unknown, never another code.
    #expect(try scored(second) == [[30, 1, 0, 1, 2], [45, nil, nil, 1, 0], [60, nil, 1, 1, 0]])
    let kept = try store.registrations(of: "A", through: "travel", notes: true)
    #expect(kept.first?.answers["travel.duration"] == "30")
    #expect(kept.first?.notes?["travel.note"] == "slow")
    #expect(kept.first?.rows["travel.journeys"]?.map { $0["what"] } == ["to town", "home"])
    #expect(kept.first?.version == "1")
    #expect(try store.check() == [])
    // Later answers stand above earlier ones.
    try take("client,filled-on,duration,bus,comfort\nA,2012-06-01,20,never,high\n", as: second)
    #expect(try scored(second)[0] == [20, 0, 1, 2, 2])
    // Nothing was rewritten: taken back, the first version reads what it was given.
    try store.takeBackMoves(of: "travel", actor: actor)
    #expect(try scored(first)[1...] == asGiven[1...])
    #expect(try scored(first)[0][0] == 30)
    #expect(try store.check() == [])
  }

  @Test func anItemOfTheSameNameCannotBecomeAnotherKindOfAnswer() throws {
    struct Other: Instrument {
      let inner = Travel(isSecond: false)
      var description: Description { inner.description }
      var form: Form {
        Form([
          Section(
            "s", Label(nl: "s", en: "s"), [Item("minutes", Label(nl: "m", en: "m"), .flag)])
        ])
      }
      var inputs: [Input] { [] }
      var measures: [Measure] { inner.measures }
      var goldenCases: [GoldenCase] { [] }
      func score(_ subject: Subject, into result: inout Result) {}
    }
    let other = try LoadedPlugin(linked: Other()) { _ in nil }
    #expect(throws: StoreError.self) {
      try take("client,filled-on,minutes\nD,2012-01-01,yes\n", as: other)
    }
    #expect(try scored(first) == asGiven)
  }
}
