import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Runs the stages of one query, first on rows of the store and then on the table they become.
struct QueryRunner {
  let source: any ColumnSource
  let plugins: [LoadedPlugin]
  /// Says why an instrument cannot be used on this store.
  let ready: (LoadedPlugin) throws -> Void
  let today: Day
  let sealed: ([String], Field) throws -> [String?]
  /// Opens the purposes of some consents, and logs it.
  let purposes: ([Int32], [String]) throws -> [String?]
  /// Opens words of some actions, and logs it.
  let actionWords: (ActionColumn, [Int32?], [String]) throws -> [String?]
  let tongue: Tongue
  let policy: Policy
  /// What some clients answered through an instrument; open answers too when they are asked for,
  /// which is then logged.
  /// Of some clients through an instrument, with open answers when asked for; or through any, without.
  let registrations: ([String], LoadedPlugin?, Bool) throws -> [[Registration]]
  /// What was ever observed of a client; asked for documents only.
  let observations: (String) throws -> [Observed]
  /// Whom a national number finds in the place of a code, and what is told of that.
  let numbered: (String) throws -> (client: String, note: Label?)?
  /// The code under which a person goes on.
  let person: (String) throws -> String
  /// All versions of what was entered of some clients, and with whom they were merged; sealed words too where this role may read
  /// them, which is then logged.
  let stories: ([String]) throws -> [HistoryTable.Story]
  /// All entries of the trail, oldest first.
  let trail: () throws -> [TrailEntry]
  /// The ready-made report that a sentence asks for.
  let report: (ReportRef) throws -> Report
  /// Whether what is to be read is made, and not only its table.
  let makesDocuments: Bool
  /// Asked between stages; true ends the query.
  let isCancelled: () -> Bool
  let notes = Notes()
  /// How many clients may be read about one by one.
  var mostAtOnce = TooMany.limit
  /// Makes people unrecognisable where that was asked for.
  var deIdentifier: DeIdentifier?
  /// Whether what comes out goes into a file.
  var isForFile = false
  /// Whether it is followed who is behind the rows.
  var followsPeople = false

  /// Where the stages have come to.
  enum State {
    case rows(RowsView)
    case frame(Frame)
  }

  struct Outcome {
    var frame: Frame
    /// Answers counted, when lists made them more than rows.
    var answers: Int?
    var export: ExportRef?
    var documents: [Document] = []
    /// The tables behind the one that programs get, a sheet each in a workbook.
    var sheets: [(name: String, frame: Frame)] = []
    var notes: [Label] = []
    /// What was done so that nobody is recognised.
    var deIdentified: DeIdentifier.Made?
    /// The forms about clients that are to be written.
    var forms: [ClientForm]?

    /// No rows, or nothing but a count of none.
    var matchedNothing: Bool {
      if !documents.isEmpty { return false }
      let isCount = frame.columns.count == 1 && frame.columns.first?.name == "count"
      return frame.rowCount == 0 || (isCount && frame.columns.first?.cells == [0])
    }
  }

  func run(_ query: Query) throws -> Outcome {
    if let ref = query.report { return try run(query, report(ref)) }
    var state = try start(query)
    var leftOut = 0
    if case .frame(let frame) = state { leftOut = frame.leftOut }
    var answers: Int?
    var export: ExportRef?
    var documents: [Document] = []
    for stage in query.stages {
      if isCancelled() { throw CancellationError() }
      if case .export(let ref) = stage {
        export = ref
        if ref.format.isOfClients { return try forms(ref, query, of: state) }
        continue
      }
      // A form is about the clients who were read about, and not about what was read.
      if case .rows = state, stage.isForReading, query.isForReading,
        query.export?.format.isOfClients == true
      {
        continue
      }
      if case .rows(let view) = state, stage.isForReading { try mustBeFew(view) }
      answers = nil
      defer { deIdentifier?.pass(stage) }
      switch state {
      case .rows(let view) where query.isForReading && makesDocuments && stage.isForReading:
        documents = try self.documents(stage, view)
        state = .frame(Frame(columns: [], rowCount: view.count))
      case .rows(var view):
        state = try apply(stage, to: &view, query, &leftOut, &answers)
      case .frame(let frame):
        if case .chart = stage, makesDocuments { documents = [chart(frame.shown)] }
        state = .frame(try apply(stage, to: frame, &leftOut, &answers))
      }
    }
    var frame = try frame(of: state, query)
    frame.leftOut = leftOut
    let made = deIdentifier?.finished(frame)
    return Outcome(
      frame: made?.frame ?? frame.shown, answers: answers, export: export, documents: documents,
      notes: notes.labels, deIdentified: made)
  }

  private func start(_ query: Query) throws -> State {
    if query.source == .audit {
      return .frame(following(AuditTable.frame(try trail(), about: query.client)))
    }
    guard let kind = RowKind(rawValue: query.source.rawValue) else {
      return .frame(Reference.frame(query, plugins, makesDocuments ? tongue : .en))
    }
    var view = try RowsView(kind, source, today: today, sealed: sealed)
    view.openPurposes = purposes
    view.openActionWords = actionWords
    if let day = query.asOf { try view.keepKnown(by: day) }
    if let client = query.client {
      let codes = try view.named("client", .text)
      var kept = codes.compare(.equal, text: client).rows()
      // A code that was merged into another is that person.
      if kept.isEmpty { kept = codes.compare(.equal, text: try person(client)).rows() }
      if kept.isEmpty, let found = try numbered(client) {
        kept = codes.compare(.equal, text: found.client).rows()
        if let note = found.note { notes.add(note) }
      }
      if kept.isEmpty, case .history? = query.stages.first {
        // Of a client of whom nothing stands any more there is a history all the same.
        let stories = try stories([client])
        if stories.allSatisfy(\.isEmpty) { throw StoreError(.unknownClient) }
        return .frame(histories(query).frame(stories))
      }
      if kept.isEmpty { throw StoreError(.unknownClient) }
      view.keep(kept)
    }
    return .rows(view)
  }

  private func histories(_ query: Query) -> HistoryTable {
    HistoryTable(
      tongue: tongue, plugins, policy,
      withholdsHealth: query.export.map { !$0.withHealth } ?? false)
  }

  private func apply(
    _ stage: Stage, to view: inout RowsView, _ query: Query, _ leftOut: inout Int,
    _ answers: inout Int?
  ) throws -> State {
    switch stage {
    case .keep(let condition):
      let rows = view
      let runner = ConditionRunner(
        count: view.count, today: today, column: { try rows.column($0) }, notes: notes,
        isOfRows: true, planes: { try rows.planes() })
      let truth = try runner.truth(condition)
      leftOut += truth.unknownCount
      view.keep(truth.rows())
    case .rows(let kind):
      guard let kind = RowKind(rawValue: kind.rawValue) else { break }
      view = try view.rows(of: kind)
    case .score(let id, let acceptedOnly):
      guard let plugin = try plugin(id) else { break }
      view.add(
        try Scorer(
          plugin: plugin, acceptedOnly: acceptedOnly, hidden: policy.hidden(plugin)
        ).columns(view))
    case .explain(let id):
      guard let plugin = try plugin(id) else { break }
      return .frame(following(try Explainer(plugin, view, tongue, policy).frame()))
    case .document(let id):
      guard let plugin = try plugin(id) else { break }
      return .frame(following(try dossiers(plugin, view).frame()))
    case .suggest(let id):
      guard let plugin = try plugin(id) else { break }
      let suggester = try Suggester(plugin, view, makesDocuments ? tongue : .en, policy)
      return .frame(following(try suggester.frame(try observed(view))))
    case .chart:
      let picture = LevelPicture(today: today, tongue: tongue)
      return .frame(following(picture.frame(try observed(view))))
    case .history:
      let clients = try view.named("client", .text)
      let codes = clients.cells.map { clients.pool?[Int($0)] ?? "" }
      return .frame(
        following(histories(query).frame(try stories(codes))))
    case .compare(let from, let to):
      let comparer = Comparer(from: from ?? today, to: to ?? today)
      return .frame(following(comparer.frame(try observed(view))))
    case .sort(let keys):
      let rows = Column("row", .count, (0..<Int32(view.count)).map { $0 })
      let columns = try keys.enumerated().map { try view.column($1.column).renamed("key-\($0)") }
      let frame = Frame(columns: columns + [rows], rowCount: view.count)
      let sorted = frame.sorted(
        by: keys.enumerated().map { (name: "key-\($0)", descending: $1.descending) })
      view.keep(sorted.column("row")?.cells ?? [])
    case .first(let count): view.keep((0..<Int32(min(max(0, count), view.count))).map { $0 })
    default:
      let frame = try self.frame(needed(by: stage, query), view)
      return .frame(try apply(stage, to: frame, &leftOut, &answers))
    }
    return .rows(view)
  }

  private func documents(_ stage: Stage, _ view: RowsView) throws -> [Document] {
    switch stage {
    case .explain(let id):
      guard let plugin = try plugin(id) else { return [] }
      let explainer = try Explainer(plugin, view, tongue, policy)
      let clients = try observed(view)
      let said = try OwnWords(try dossiers(plugin, view)).answers(clients.map(\.code))
      return try clients.enumerated().map { row, client in
        try explainer.document(row, client: client.code, client.observed, said: said[row])
      }
    case .document(let id):
      guard let plugin = try plugin(id) else { return [] }
      return try dossiers(plugin, view).documents(try observed(view))
    case .suggest(let id):
      guard let plugin = try plugin(id) else { return [] }
      let suggester = try Suggester(plugin, view, tongue, policy)
      return try observed(view).enumerated().map { row, client in
        try suggester.document(row, client.code, client.observed)
      }
    case .chart:
      let picture = LevelPicture(today: today, tongue: tongue)
      return try observed(view).map { picture.document($0.code, $0.observed) }
    case .compare(let from, let to):
      let comparer = Comparer(from: from ?? today, to: to ?? today)
      return try observed(view).map { comparer.document($0.code, $0.observed, tongue) }
    default: return []
    }
  }

  /// A bar per row: its names, and the count in the last column.
  func chart(_ frame: Frame) -> Document {
    let names = frame.columns.dropLast().map { ColumnWords($0, tongue) }
    let absent = frame.columns.dropLast().map { column in
      let code = CodeList.Code(en: "unknown", nl: "onbekend")
      let word = column.type == .level ? Names.notAssessed : code
      return tongue == .nl ? word.nl : word.en
    }
    let bars = (0..<frame.rowCount).map { row in
      Document.Bar(
        zip(names, absent).map { $0[row] ?? $1 }.joined(separator: " · "),
        frame.columns.last.flatMap { $0[row].value } ?? 0)
    }
    return Document([.bars(bars)])
  }

  func plugin(_ id: String) throws -> LoadedPlugin? {
    let found = plugins.first { $0.id == id }
    if let found { try ready(found) }
    return found
  }

  private func dossiers(_ plugin: LoadedPlugin, _ view: RowsView) throws -> DossierMaker {
    DossierMaker(
      plugin: plugin, view: view, tongue: tongue, policy: policy, registrations: registrations,
      isForFile: isForFile, opensNotes: !isForFile && !policy.forbidden.contains(.notes))
  }

  /// The clients of some rows, with all that was ever observed of each.
  func observed(_ view: RowsView) throws -> [(code: String, observed: [Observed])] {
    let clients = try view.named("client", .text)
    return try clients.cells.map { cell in
      if isCancelled() { throw CancellationError() }
      let code = clients.pool?[Int(cell)] ?? ""
      return (code, try observations(code))
    }
  }

  /// The columns that a stage reads: only these are opened.
  private func needed(by stage: Stage, _ query: Query) -> [ColumnRef] {
    switch stage {
    case .show(let columns), .distinct(let columns): return columns.map(\.column)
    case .count(let columns): return columns
    case .summarise(let summaries, let by):
      var seen: Set<String> = []
      return (by + summaries.map(\.column)).filter { seen.insert($0.name).inserted }
    default: return []
    }
  }

  func apply(
    _ stage: Stage, to frame: Frame, _ leftOut: inout Int, _ answers: inout Int?
  ) throws -> Frame {
    switch stage {
    case .keep(let condition):
      let runner = ConditionRunner(
        count: frame.rowCount, today: today, column: { try Self.column($0, of: frame) },
        notes: notes,
        planes: { nil })
      let truth = try runner.truth(condition)
      leftOut += truth.unknownCount
      return frame.gathered(truth.rows())
    case .show(let columns): return try frame.picked(columns)
    case .distinct(let columns):
      if let made = try deIdentifier?.distinct(frame, columns) { return made }
      return (columns.isEmpty ? frame : try frame.picked(columns)).shown.distinct()
    case .sort(let keys):
      return frame.sorted(by: keys.map { (name: $0.column.name, descending: $0.descending) })
    case .first(let count): return frame.first(count)
    case .count(let columns):
      let (counted, found) =
        deIdentifier?.counted(frame, by: columns) ?? self.counted(frame, by: columns)
      if found != frame.rowCount { answers = found }
      return counted
    case .summarise(let summaries, let by):
      return try deIdentifier?.summarised(frame, summaries, by)
        ?? frame.summarised(summaries, frame.grouped(by: by.map(\.name)))
    case .publish(let banded): return try published(frame, banded)
    case .rows, .score, .explain, .document, .suggest, .compare, .chart, .history, .export:
      return frame
    }
  }

  static func column(_ ref: ColumnRef, of frame: Frame) throws -> Column {
    guard let column = frame.column(ref.name) else {
      throw StoreError(.damaged(what: "column \(ref.name)"))
    }
    return column
  }

  private func frame(_ refs: [ColumnRef], _ view: RowsView) throws -> Frame {
    Frame(
      columns: try refs.map { try view.column($0).renamed($0.name) }, rowCount: view.count
    ).with(people: try people(view))
  }

  /// What is shown at the end: the table, or what the source shows by itself.
  private func frame(of state: State, _ query: Query) throws -> Frame {
    switch state {
    case .frame(let frame):
      // The trail has more columns than are shown when a sentence does not say.
      guard query.source == .audit, query.stages.allSatisfy(\.keepsColumns) else { return frame }
      return Frame(
        columns: query.columns.compactMap { frame.column($0.name) }, rowCount: frame.rowCount
      ).with(people: frame.people)
    case .rows(let view):
      let columns = try query.columns.map { column in
        try view.column(
          ColumnRef(name: column.name, type: column.type, origin: .column))
      }
      return Frame(columns: columns, rowCount: view.count).with(people: try people(view))
    }
  }
}
