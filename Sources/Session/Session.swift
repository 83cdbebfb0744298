import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Records
import Seal
import Store

/// One operator at work on one store, with the plugins that were found.
package final class Session {
  /// Everything that the command line and the environment decide.
  package struct Settings {
    package var store: String?
    package var isReadOnly = false
    package var tongue = Tongue.en
    package var mode = OutputMode.table
    package var operatorName: String?
    /// A code of `Names.roles`; an administrator unless given.
    package var role: String?
    /// A code of `Names.recipient`; unstated unless given.
    package var organisation: String?
    package var purpose: String?
    package var date: Day?
    package var keyFile: String?
    package var places: Places
    package var clock = WallClock.system
    /// The zone of a store that is made.
    package var zone: String?
    /// Asks for a passphrase without showing it; nil when nobody can be asked.
    package var passphrase: () -> String? = { nil }
    /// Says what is to be known of a store before anything is answered.
    package var tell: @Sendable (String) -> Void = { _ in }
    /// Whether an older store may be changed though some of it reads differently then.
    var takesOtherReadings = false
    /// What is done while another program is busy with the store.
    var waiting = BusyWait()

    package init(places: Places) { self.places = places }

    /// Says when another program is in the way, whose it is, and how to stop.
    ///
    /// - Parameter isStopped: whether somebody did.
    package mutating func waits(
      isStopped: @escaping @Sendable () -> Bool, tell: @escaping @Sendable (String) -> Void
    ) {
      let tongue = tongue
      self.tell = tell
      waiting.isStopped = isStopped
      waiting.tell = { holder, seconds in tell(holder.words(seconds).text(tongue) + "\n") }
    }
  }

  package let store: Store?
  package internal(set) var policy: Policy
  package let host: PluginHost
  package let plugins: [LoadedPlugin]
  package let pluginFaults: [PluginFault]
  package internal(set) var schema: Schema
  package var mode: OutputMode
  package var tongue: Tongue
  package var showsTiming = false
  /// How wide tables may be; nil when nobody looks at them in a window.
  package var width: () -> Int? = { nil }
  /// True once somebody pressed Ctrl-C while a sentence runs.
  package var isCancelled: () -> Bool = { false }
  /// What the sentences of the running script have changed or exported so far, and where.
  var done: [(place: String, verb: Keyword)] = []
  /// The turn of a loop that runs, and the files that each turn of it wrote.
  var turns = LoopTurns()
  /// The files that the running script asked for and that had nothing in them.
  var unmade: [String] = []
  /// Where the sentence that runs stands, and whether something of it stays already.
  private var running = (place: "", stays: false)
  /// How many scripts run each other now.
  var scriptDepth = 0
  /// Scripts that came out of a pipe, which can be read once only.
  var pipedScripts: [String: SourceText] = [:]
  /// What the session reads or keeps now: scripts that run, a transcript.
  var filesInUse: [String] = []
  /// How many clients may be read about one by one.
  var mostAtOnce = TooMany.limit
  /// What the last sentence answered, to be shown again.
  var last: QueryRunner.Outcome?
  /// Whether sentences of a script stand before their answers.
  package var echoes = false
  /// Whether what is asked is answered from a file, so that a wrong answer must end it.
  package var isAnsweredFromFile = false
  /// Asks one line of whoever is there; nil when nobody is, as in a script.
  package var ask: ((_ prompt: String) throws -> InterviewLine)?
  var out: any ByteSink
  let fixedDate: Day?
  let settings: Settings
  /// The moment for which the running sentence asks, where it is another.
  var asked: (day: Day, link: Int64?)?
  private var past: (state: Store.State, day: Day, source: any ColumnSource)?

  /// Opens the store, when one is named, and loads plugins or takes those of another session.
  ///
  /// - Parameter linked: instruments that are part of this very program, instead of those found.
  /// - Throws: `StoreError`, `SealError`.
  package init(
    _ settings: Settings, out: any ByteSink, like other: Session? = nil,
    linked: [LoadedPlugin]? = nil
  ) throws {
    self.settings = settings
    self.out = out
    tongue = settings.tongue
    mode = settings.mode
    policy = Policy(
      operator: settings.operatorName, role: settings.role,
      organisation: settings.organisation, purpose: settings.purpose,
      isReadOnly: settings.isReadOnly)
    let policy = policy
    host = other?.host ?? settings.places.pluginHost()
    (plugins, pluginFaults) =
      linked.map { ($0, []) } ?? other.map { ($0.plugins, $0.pluginFaults) }
      ?? host.load(
        Quarantine.Notice(before: "E605 plugin ", after: Phrase.crashed.text(settings.tongue)))
    let law = Session.law(plugins, settings.places)
    store = try settings.store.map { try Session.open($0, law, settings) }
    fixedDate = settings.date ?? store?.fixedDate
    schema = Schema(
      instruments: plugins.map { Schema.InstrumentNames($0, policy) },
      searched: host.search.folders.map(\.path),
      forbidden: policy.forbidden, forbiddenSources: policy.forbiddenSources)
    if let store {
      store.law = law
      try begin(store)
    }
  }

  /// The law over the forms of the instruments that are there.
  static func law(_ plugins: [LoadedPlugin], _ places: Places) -> Store.Law {
    Store.Law(
      mark: plugins.map { "\($0.id) \($0.version) \($0.digest.hex)" }.joined(separator: "\n"),
      answerDays: {
        try RulesFile.read(places.rules(of: "at-start"), shipped: AtStartRules.shipped) {
          try AtStartRules($0)
        }.answerDays
      }
    ) {
      FactBook(
        plugins.map {
          FactBook.Source(instrument: $0.id, form: Form($0.sections), plan: $0.form)
        })
    }
  }

  private static func open(
    _ path: String, _ law: Store.Law, _ settings: Settings
  ) throws -> Store {
    try Store.open(
      at: settings.places.expanded(path), readOnly: settings.isReadOnly, waiting: settings.waiting,
      clock: settings.clock, rehearsal: rehearsal(of: path, law, settings)
    ) { try unlock($0, settings) }
  }

  /// Makes good what a crash left undone, and says what opening did.
  private func begin(_ store: Store) throws {
    let (tell, tongue) = (settings.tell, tongue)
    store.mended = { tell(Message.columnsMended.text(tongue) + "\n") }
    store.doubted = { tell(Message(doubts: $0).text(tongue) + "\n") }
    let keyFile = settings.keyFile ?? settings.places.keyFile(of: store.id)
    if let lost = try store.witness(beside: keyFile) {
      tell(Message(lost, store.days).text(tongue) + "\n")
    }
    var login = TrailEntry(verb: "login", actor: policy.actor)
    login.at = settings.clock.now()
    store.login = login
    if let version = store.migratedFrom {
      try store.log(
        TrailEntry(
          verb: "migrate", actor: policy.actor,
          fields: ["\(version)", "\(Store.schemaVersion)"]))
    }
    try store.closeOpenIntents(actor: policy.actor)
    _ = try store.finishForgetting(forgottenList(of: store.id))
  }

  /// The day for which is answered; the clock is read only when nothing else says.
  package var today: Day {
    asked?.day ?? fixedDate ?? clockDay
  }

  /// The day of the clock, in the store's zone: backups age by it, whatever day is asked about.
  var clockDay: Day {
    let now = settings.clock.now()
    // Without a store nothing hangs on the zone, which may be one that is not there.
    return (store?.days ?? LocalDay())?.day(of: now) ?? Day(number: Int32(clamping: now / 86_400))
  }

  /// Today's columns; read anew when the store changed.
  ///
  /// - Parameter day: what was known by its end; nil for all that is known.
  func source(asOf day: Day? = nil) throws -> any ColumnSource {
    guard let store else { throw StoreError(.notAStore) }
    guard let day = day ?? asked?.day else { return try store.columns() }
    if asked?.link != nil { return try store.columns(until: day) }
    let state = try store.state()
    if let past, past.state == state, past.day == day { return past.source }
    let source = try store.columns(until: day)
    past = (state, day, source)
    return source
  }

  /// Another sentence of a script begins.
  func begins(at place: String) { running = (place, false) }

  /// What the running sentence did so far stays, whatever becomes of the rest of it.
  func stays(_ verb: Keyword) {
    if !running.stays { done.append((running.place, verb)) }
    running.stays = true
  }

  package func plugin(_ id: String) -> LoadedPlugin? { plugins.first { $0.id == id } }
}

/// How results are written.
package enum OutputMode: String, CaseIterable, Sendable {
  case table, csv, json, ndjson, markdown
}

extension Schema.InstrumentNames {
  init(_ plugin: LoadedPlugin, _ policy: Policy) {
    let measures = plugin.measures.map { measure in
      Schema.MeasureName(
        name: measure.id, dutch: FieldType.kebab(measure.label.nl),
        type: FieldType(measure, of: plugin.id), label: measure.label,
        isForbidden: !policy.mayRead(measure.readers))
    }
    let advised = plugin.advice.flatMap { advice in
      measures.first { $0.name == advice.measure }.map { measure in
        let codes = measure.type.list ?? CodeList("flag", "no=nee yes=ja")
        return CodeList(plugin.id, codes.codes.filter { advice.order.contains($0.en) })
      }
    }
    let unaccepted = Schema.MeasureName(
      name: "unaccepted", dutch: "niet-aanvaard", type: .count,
      label: Label(
        nl: "niveaus van elders, hier nog niet aanvaard",
        en: "levels from elsewhere, not accepted here"))
    self.init(
      id: plugin.id, label: plugin.instrument.description.label, measures: measures + [unaccepted],
      decisions: advised, items: Schema.InstrumentNames.items(plugin))
  }

  private static func items(_ plugin: LoadedPlugin) -> [String: [String]] {
    var items: [String: [String]] = [:]
    for section in plugin.sections {
      // Sections that are numbered on paper are found by their word too.
      let word = section.id.drop { $0.isNumber || $0 == "-" }
      let dutch = FieldType.kebab(section.label.nl).drop { $0.isNumber || $0 == "-" }
      for name in Set([section.id, String(word), String(dutch)]) {
        items[Names.folded(name), default: []] += section.items.map(\.id)
      }
      for item in section.items {
        var names = [item.id, item.dutchName ?? item.id]
        switch item.link {
        case .threshold(let threshold, _)?:
          let code = Names.thresholds.codes[Int(threshold.index)]
          names += [code.en, code.nl]
        case .field(let name)?: names += [FieldCatalog.standard.field(name)?.dutch ?? name]
        default: break
        }
        for name in Set(names.map(Names.folded)) where items[name]?.contains(item.id) != true {
          items[name, default: []].append(item.id)
        }
      }
    }
    return items
  }
}

extension Item {
  /// The name by which sentences ask it.
  func name(_ tongue: Tongue) -> String {
    let isDutch = tongue == .nl
    return switch link {
    case .threshold(let threshold, _)?:
      isDutch ? Names.thresholds.codes[Int(threshold.index)].nl : threshold.code
    case .field(let name)?:
      isDutch ? FieldCatalog.standard.field(name)?.dutch ?? name : name
    case .specifications?, .own?, nil: isDutch ? dutchName ?? id : id
    @unknown default: id
    }
  }

  /// Its name in Dutch sentences; nil where its label makes no word.
  var dutchName: String? {
    let name = FieldType.kebab(label.nl)
    return name.allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) } ? name : nil
  }
}
