import Exchange
import Foundation
import InstrumentKit
import PluginHost
import Profile
import Store
import TestSupport
import Testing

@testable import Session

/// Texts that would end a string, a script or a line where they do not belong.
private let hostile = Label(
  nl: "\"</script>\"\u{1}\u{7F}\\ regel\n2", en: "\"</script>\"\u{0}\\ a\tb")

private let scale = LevelScale([
  .init("low", .level(.noBarrier), Label(nl: "laag", en: "low")),
  .init("mid", .level(.supported), Label(nl: "midden", en: "mid")),
  .init("high", .level(.blocking), Label(nl: "hoog", en: "high")),
  .init("?", .absent(.cannotTell), Label(nl: "weet niet", en: "cannot tell")),
])

/// Two scores of one level, and no order.
private let twofold = LevelScale([
  .init("3", .level(.blocking), Label(nl: "drie", en: "three")),
  .init("1", .level(.noBarrier), Label(nl: "een", en: "one")),
  .init("1b", .level(.noBarrier), Label(nl: "een b", en: "one b")),
])

private func item(
  _ id: String, _ type: AnswerType, when condition: Condition? = nil, link: Link? = nil
) -> Item {
  Item(id, Label(nl: "\(id)?", en: id), type, when: condition, link: link)
}

/// An instrument with something of everything.
private struct Alpha: Instrument {
  let threshold: Threshold

  var description: Description {
    Description(
      id: "alpha", version: "1 |x", label: hostile, summary: Label(nl: "Eerste", en: "First"),
      source: "test", licence: "Apache-2.0")
  }

  var form: Form {
    let kinds = Option.list("paid=betaald free=vrijwillig none=geen")
    let either = Condition.any([.has("kind", "paid"), .has("kind", "free")])
    let trips = [item("on", .day), item("by", .one(kinds)), item("why", .note)]
    return Form([
      Section(
        "one", hostile,
        [
          item("works", .flag), item("kind", .one(kinds), when: .yes("works")),
          item("ways", .many(kinds), when: .all([either, .lacks("kind", "none"), .yes("works")])),
          item("mobility", .level(scale), link: .threshold(threshold, .narrower)),
          item("jobs", .number(0...9), when: .level("mobility", .blocking)),
          item("hangs", .flag, when: .yes("ill")), item("words", .text), item("remark", .note),
          item("land", .country), item("share", .percent), item("trips", .table(trips)),
        ]),
      Section(
        "two", Label(nl: "Twee", en: "Two"), when: .any([.yes("works"), .no("works")]),
        readers: ["physician"], [item("ill", .flag)]),
    ])
  }

  var inputs: [Input] { [] }
  var measures: [Measure] { [] }
  var goldenCases: [GoldenCase] { [] }
  func score(_ subject: Subject, into result: inout Result) {}
}

private struct Beta: Instrument {
  let threshold: Threshold

  var description: Description {
    Description(
      id: "beta", version: "2", label: Label(nl: "Beta", en: "Beta"),
      summary: Label(nl: "Tweede", en: "Second"), source: "", licence: "Apache-2.0")
  }

  var form: Form {
    Form(
      [
        Section(
          "s", Label(nl: "S", en: "S"),
          [
            item("who", .one(Option.list("work=werk welfare=welzijn"))),
            item("care", .level(twofold), link: .threshold(threshold)),
          ])
      ], contributor: "who")
  }

  var inputs: [Input] { [] }
  var measures: [Measure] { [] }
  var goldenCases: [GoldenCase] { [] }
  func score(_ subject: Subject, into result: inout Result) {}
}

/// A bundle of a small invented store.
@Suite struct BundleTests {
  private let folder: TemporaryFolder
  private let store: Store
  private let plugins: [LoadedPlugin]
  private let today = Day(year: 2012, month: 12, day: 31) ?? Day(number: 0)
  private let actor = Actor(name: "anna-secret", organisation: "ocmw", role: "admin", purpose: "x")

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("s.key")
    store = try Store.create(
      at: folder.file("s"), keyFile: { _ in path }, passphrase: nil, name: "s", fixedDate: today,
      actor: actor)
    let mobility = try #require(Threshold.all.first { $0.code == "mobility" })
    let childcare = try #require(Threshold.all.first { $0.code == "childcare" })
    plugins = [
      try LoadedPlugin(linked: Alpha(threshold: mobility)) { _ in nil },
      try LoadedPlugin(linked: Beta(threshold: childcare)) { _ in nil },
    ]
    try take(
      """
      client,filled-on,works,kind,ways,mobility,jobs,words,remark,land,share,ill,trips
      A,2012-01-01,yes,paid,paid;free,high,3,"say ""</script>""
      twice \\",note-secret,BE,40,yes,"2012-01-01,paid,trip-secret;2012-01-02,,"
      A,2012-06-01,no,paid,,?,,,,stateless,,,
      B,2012-01-01,,,,low,,,,,,no,

      """, as: plugins[0])
    try take(
      """
      client,filled-on,who,care
      A,2012-02-01,work,3
      A,2012-02-01,welfare,1b
      C,2012-02-01,work,

      """, as: plugins[1])
    try keep("A", .permission, from: "2012-03-01", until: "2012-03-31", withdrawn: nil)
    try keep("A", .objection, from: "2012-03-01", until: nil, withdrawn: nil)
    try keep("B", .permission, from: "2012-03-01", until: nil, withdrawn: "2012-03-01")
  }

  private func take(_ text: String, as plugin: LoadedPlugin) throws {
    let file = try folder.write("in.csv", text.utf8)
    let report = try Importer(store: store, plugin: plugin, actor: actor, reference: today)
      .run(file)
    #expect(report.faults.isEmpty, "\(report.faults)")
  }

  private func keep(
    _ client: String, _ kind: Consent.Kind, from: String, until: String?, withdrawn: String?
  ) throws {
    let start = try #require(Day(iso: from))
    try store.keep(
      Consent(
        client: client, kind: kind, organisation: "vdab", data: ["health", "debts"],
        ground: "legal-task", from: start, until: until.flatMap(Day.init(iso:)),
        withdrawnOn: withdrawn.flatMap(Day.init(iso:))),
      purpose: "purpose-secret", recorded: start, actor: actor)
  }

  private func bundle(
    _ tongue: Tongue = .en, role: String? = nil, asOf: Day? = nil,
    clients: [String] = ["A", "B", "C"]
  ) throws -> String {
    let sink = MemorySink()
    var maker = BundleMaker(
      store: store, clients: clients, plugins: plugins, missing: [],
      policy: Policy(operator: "o", role: role, purpose: nil, isReadOnly: false), tongue: tongue,
      today: asOf ?? today, asOf: asOf)
    try maker.write(to: sink)
    return sink.text
  }

  /// What differs from store to store and from day to day, replaced by what does not.
  private func steady(_ text: String) -> String {
    var names: [String: String] = [:]
    let steady = text.replacing(store.id, with: "STORE")
      .replacing(/"recorded":"[^"]*"/, with: "\"recorded\":\"TODAY\"")
    return steady.replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) { match in
      let name = names[String(match.0)] ?? "UUID-\(names.count + 1)"
      names[String(match.0)] = name
      return name
    }
  }

  private func resources(_ text: String, _ type: String) throws -> [[String: Any]] {
    let whole = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let entries = try #require(whole?["entry"] as? [[String: Any]])
    return entries.compactMap { $0["resource"] as? [String: Any] }
      .filter { $0["resourceType"] as? String == type }
  }

  @Test func theWholeBundleIsWhatItWas() throws {
    let text = try bundle()
    #expect(try Golden.matches(steady(text), "bundle-en"), "\(text)")
    #expect(try Golden.matches(steady(try bundle(.nl)), "bundle-nl"))
    #expect(try resources(text, "Questionnaire").count == 2)
    for (type, count) in [("QuestionnaireResponse", 6), ("Provenance", 6), ("Consent", 3)] {
      #expect(try resources(text, type).count == count)
    }
  }

  @Test func theSameInputGivesTheSameBytesAndAnotherStoreOtherNames() throws {
    let text = try bundle()
    #expect(try bundle() == text)
    let other = try BundleTests()
    let theirs = try other.bundle()
    func names(_ text: String) -> Set<String> {
      Set(text.matches(of: /urn:uuid:[0-9a-f-]{36}/).map { String($0.0) })
    }
    #expect(names(text).count == 17)
    #expect(names(text).isDisjoint(with: names(theirs)))
    #expect(steady(text) == other.steady(theirs))
  }

  @Test func notesPurposesAndNamesOfOperatorsAreNeverInIt() throws {
    for text in try Tongue.allCases.map({ try bundle($0) }) {
      for secret in ["note-secret", "trip-secret", "purpose-secret", "anna-secret"] {
        #expect(!text.contains(secret), "\(secret)")
      }
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }
  }

  @Test func aHiddenSectionIsInNeitherTheFormNorTheResponses() throws {
    let all = try bundle(role: "physician")
    #expect(all == (try bundle()))
    #expect(all.contains("\"linkId\":\"ill\"") && all.contains("\"question\":\"ill\""))
    let some = try bundle(role: "counsellor")
    #expect(!some.contains("section.two") && !some.contains("\"ill\""))
    #expect(some.contains("\"linkId\":\"hangs\""), "what hangs on it is asked always")
  }

  @Test func anEarlierDayKnowsOnlyWhatWasKnown() throws {
    let march = try #require(Day(iso: "2012-03-15"))
    let text = try bundle(asOf: march)
    #expect(try resources(text, "QuestionnaireResponse").count == 5)
    let states = try resources(text, "Consent").map { $0["status"] as? String }
    #expect(states == ["active", "active", "inactive"])
    let earlier = try bundle(asOf: march.adding(days: -20))
    #expect(try resources(earlier, "Consent").isEmpty)
  }

  @Test func onlyTheInstrumentsThatSomebodyAnsweredAreMeant() throws {
    #expect(try store.instruments(of: ["B"], until: nil) == ["alpha"])
    #expect(try store.instruments(of: ["A", "C"], until: nil) == ["alpha", "beta"])
    #expect(try store.instruments(of: ["A"], until: Day(iso: "2012-01-31")) == ["alpha"])
    #expect(try resources(try bundle(clients: []), "Questionnaire").count == 2)
  }
}
