import Foundation
import GRDB
import InstrumentKit
import Profile
import Records
import Seal

/// A folder that holds clients: a database, sealed columns beside it, and drafts.
///
/// One change is one transaction, which also writes its entry in the trail; what is acknowledged
/// is on disk.
package final class Store {
  package let folder: String
  /// Random, and part of everything that is sealed.
  package let id: String
  package let name: String
  /// The day for which questions are answered unless another is given; nil means today.
  package let fixedDate: Day?
  package let isReadOnly: Bool
  /// Whose days are the store's.
  package let days: LocalDay
  let clock: WallClock
  let queue: DatabaseQueue
  let busy: BusyHandler
  /// How the files looked when they were opened where nobody keeps them from changing.
  private let look: StoreLook?
  let keys: StoreKeys
  /// The entry that tells who opened the store, until it is written.
  package var login: TrailEntry?
  /// The version of the schema that this program makes.
  package static let schemaVersion = Schema.version
  /// The version of the schema that opening it found, when that was an older one.
  package private(set) var migratedFrom: Int?
  /// What the last import knows of its clients, and the generation that it made.
  var fresh: (generation: Int64, born: FreshBirthDays)?

  /// What was opened of columns, and words that were read: more come, and none goes.
  var openedColumns: OpenedColumns?
  var columnLimits = ColumnLimits()
  var knownFiles: [ColumnFile.Name: (stamp: ColumnFileStamp, columns: SealedColumns)] = [:]
  /// The earlier moment that everything that reads is shown.
  var held: HeldMoment?
  /// What the operator knows of how far the trail went.
  var witness: Witness?
  /// Is told when columns were of no use and were made anew.
  package var mended: () -> Void = {}
  /// Is told of what answers are made of and is not as it was written, once.
  package var doubted: ([StoreFinding]) -> Void = { _ in }
  /// All of it that was found since the store was opened.
  package internal(set) var doubts: Set<StoreFinding> = []
  /// The kinds of entries that were compared with the ledger.
  var vouchedFor: Set<EntryKind> = []
  var unvouched = Unvouched()
  /// Which file was opened; nil where it is only read.
  let file: StoreFile?
  /// Whether this connection notes what it changes.
  var isWatching = false
  private var knownWords: (last: Int64, words: [Int64: String]) = (0, [:])

  /// How answers hang on one another in the instruments that are there: by it is told what stands.
  package var law = Law.none {
    didSet {
      lawMark = Store.mark(of: law, keys)
      knownBook = nil
    }
  }
  private var knownBook: FactBook?
  /// Stands in the files of columns that were made by the law.
  private(set) var lawMark: String

  /// The law is worked out when somebody asks what stands; its mark is needed at every start.
  package struct Law {
    /// Another for other instruments.
    let mark: String
    let book: () -> FactBook
    /// How many days after it a first answer still tells of a day.
    let answerDays: () throws -> Int

    package init(
      mark: String, answerDays: @escaping () throws -> Int, book: @escaping () -> FactBook
    ) {
      self.mark = mark
      self.answerDays = answerDays
      self.book = book
    }

    /// Nothing hangs on anything.
    static var none: Law { Law(mark: "", answerDays: { 0 }) { FactBook([]) } }
  }

  private static func mark(of law: Law, _ keys: StoreKeys) -> String {
    Hex.text(keys.marks.mark(of: Array("columns 3 \(Schema.version)\n\(law.mark)".utf8)).prefix(8))
  }

  /// What a key file opens.
  struct StoreKeys: Sendable {
    let master: MasterKey
    let sealer: ClientSealer
    let numbers: NumberIndex
    let pseudonyms: Pseudonyms
    let resources: ResourceNames
    let marks: ContentMark
    let chain: TrailChain
    let entries: ChunkSealer

    init(_ master: MasterKey, store: String, wrappedNumberKey: [UInt8]) throws {
      self.master = master
      sealer = ClientSealer(master, store: store)
      numbers = try NumberIndex(master, wrappedKey: wrappedNumberKey)
      pseudonyms = try Pseudonyms(master, wrappedKey: wrappedNumberKey)
      resources = try ResourceNames(master, wrappedKey: wrappedNumberKey)
      marks = ContentMark(master)
      chain = TrailChain(master, store: store)
      entries = ChunkSealer(master, file: "\(store)/trail")
    }
  }

  private init(
    folder: String, meta: StoreMeta, queue: DatabaseQueue, busy: BusyHandler, look: StoreLook?,
    keys: StoreKeys, isReadOnly: Bool, clock: WallClock
  ) throws {
    guard let days = LocalDay(zone: meta.zone ?? LocalDay.usualZone) else {
      throw StoreError(.damaged(what: "zone"), path: folder)
    }
    self.days = days
    self.clock = clock
    self.folder = folder
    id = meta.id
    name = meta.name
    fixedDate = meta.fixedDate
    self.queue = queue
    self.busy = busy
    self.look = look
    self.keys = keys
    self.isReadOnly = isReadOnly
    file = isReadOnly ? nil : StoreFile(folder)
    lawMark = Store.mark(of: .none, keys)
  }

  /// The day that it is, in the store's zone.
  package var today: Day { days.day(of: clock.now()) }

  /// Makes a store in a folder that is new or empty, and its key file elsewhere.
  ///
  /// - Throws: ``StoreError``, or `SealError` about the key file.
  package static func create(
    at folder: String, keyFile: (String) -> String, passphrase: String?, name: String,
    fixedDate: Day?, zone: String = LocalDay.usualZone, actor: Actor, clock: WallClock = .system
  ) throws -> Store {
    try StoreFolder.create(folder)
    let id = Hex.text((0..<8).map { _ in UInt8.random(in: 0...255) })
    let (_, master) = try KeyFile.create(at: keyFile(id), store: id, passphrase: passphrase)
    let numberKey = try master.newWrappedKey()
    let busy = BusyHandler(BusyWait(), folder: folder)
    let queue = try openQueue(folder, .ordinary, readOnly: false, busy)
    let store = try StoreError.translating(folder) {
      try Schema.migrate(queue)
      try makeFullySynchronous(queue, folder)
      let meta = StoreMeta(
        id: id, name: name, fixedDate: fixedDate, numberKey: numberKey, zone: zone)
      let keys = try StoreKeys(master, store: id, wrappedNumberKey: numberKey)
      try queue.write { database in
        try meta.write(database, keys.marks)
        try TrailHead.start(database, keys.chain)
        try TrailHead.append(
          TrailEntry(verb: "create", actor: actor), since: .nothing, database, keys, clock)
      }
      return try Store(
        folder: folder, meta: meta, queue: queue, busy: busy, look: nil, keys: keys,
        isReadOnly: false, clock: clock)
    }
    // Its name must outlive a power cut too.
    for path in [folder + "/drafts", folder, FolderPath.of(folder)] {
      try BesideFolder.sync(path)
    }
    return store
  }

  /// Opens a store; an older one is migrated, after a copy of its database was put beside it.
  ///
  /// - Parameters:
  ///   - waiting: what is done while another program has it.
  ///   - rehearsal: sees first what would read differently in one from before there were entries.
  ///   - unlock: gives the key for the store's id.
  /// - Throws: ``StoreError``, or what `unlock` or the rehearsal throws.
  package static func open(
    at folder: String, readOnly: Bool = false, waiting: BusyWait = BusyWait(),
    clock: WallClock = .system, rehearsal: Rehearsal? = nil,
    unlock: (String) throws -> MasterKey
  ) throws -> Store {
    guard FileManager.default.fileExists(atPath: folder + "/store.db") else {
      throw StoreError(.notAStore, path: folder)
    }
    let medium = StoreMedium(folder, readOnly: readOnly)
    let look = medium.isStill ? StoreLook(folder) : nil
    let busy = BusyHandler(waiting, folder: folder)
    let queue = try openQueue(folder, medium, readOnly: readOnly, busy)
    return try StoreError.translating(folder) {
      let (known, isNewer) = try queue.read { (try Schema.version($0), try Schema.isNewer($0)) }
      if isNewer { throw StoreError(.newer(store: known + 1, known: Schema.version), path: folder) }
      if known == 0 { throw StoreError(.notAStore, path: folder) }
      let isOlder = known < Schema.version
      if isOlder, readOnly { throw StoreError(.readOnly, path: folder) }
      guard let meta = try queue.read(StoreMeta.read) else {
        throw StoreError(.damaged(what: "meta"), path: folder)
      }
      let keys = try StoreKeys(
        try unlock(meta.id), store: meta.id, wrappedNumberKey: meta.numberKey)
      if isOlder {
        if let rehearsal, known < Schema.firstOfEntries {
          try rehearsal.judge(try rehearse(queue, folder, meta, keys, law: rehearsal.law))
        }
        try StoreFolder.copyDatabase(queue, folder, version: known)
        try unstopped {
          try Schema.migrate(queue) {
            if known < Schema.firstWithLedger { try beginLedger($0, keys, clock) }
          }
        }
      }
      if !readOnly { try makeFullySynchronous(queue, folder) }
      let store = try Store(
        folder: folder, meta: meta, queue: queue, busy: busy, look: look, keys: keys,
        isReadOnly: readOnly, clock: clock)
      if isOlder { store.migratedFrom = known }
      if !readOnly { try store.beginLedger() }
      return store
    }
  }

  /// A store that is nowhere but in memory, to be read.
  convenience init(
    rehearsed queue: DatabaseQueue, _ folder: String, _ meta: StoreMeta, _ keys: StoreKeys
  ) throws {
    try self.init(
      folder: folder, meta: meta, queue: queue, busy: BusyHandler(BusyWait(), folder: folder),
      look: nil, keys: keys, isReadOnly: true, clock: .system)
  }

  /// Other names and days for clients, for files that leave the house.
  package var pseudonyms: Pseudonyms { keys.pseudonyms }
  /// Identifiers for what stands in a file that others read.
  package var resources: ResourceNames { keys.resources }

  static func raiseGeneration(_ database: Database) throws {
    try database.execute(sql: "UPDATE meta SET value = value + 1 WHERE key = 'generation'")
  }

  static func generation(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'generation'") ?? 0
  }

  package func clientCount() throws -> Int {
    try reading {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM client WHERE \(Persons.listed)") ?? 0
    }
  }

  /// Closing writes the log back, and nobody else writes meanwhile.
  deinit {
    Store.unstopped { try? queue.close() }
  }

  /// The law over the forms of the instruments that are there.
  func book() -> FactBook {
    if let knownBook { return knownBook }
    let book = law.book()
    knownBook = book
    return book
  }

  /// All words by their ids.
  func words(_ database: Database) throws -> [Int64: String] {
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: "SELECT id, text FROM name WHERE id > ? ORDER BY id"),
      arguments: [knownWords.last])
    while let row = try rows.next() {
      knownWords.last = row[0]
      knownWords.words[knownWords.last] = row[1]
    }
    return knownWords.words
  }

  func freshBirthDays(at generation: Int64) -> FreshBirthDays {
    guard let fresh, fresh.generation == generation else { return FreshBirthDays(first: 1) }
    return fresh.born
  }

  func reading<Value>(_ read: (Database) throws -> Value) throws -> Value {
    let value = try StoreError.translating(folder) { try queue.read(read) }
    // Without locks only this tells that what was read is of one moment.
    if let look, look != StoreLook(folder) { throw StoreError(.changedMeanwhile, path: folder) }
    return value
  }

  /// One change: what it does, its entry in the trail, and a new generation.
  ///
  /// - Parameter actor: who made it, where there may be no entry of its own though words were kept.
  func changing<Value>(
    by actor: Actor? = nil, _ change: (Database) throws -> (Value, TrailEntry?)
  ) throws -> Value {
    if isReadOnly { throw StoreError(.readOnly, path: folder) }
    try watch()
    var head: (count: Int64, link: [UInt8])?
    var profilesChanged = false
    let value = try Store.unstopped {
      try StoreError.translating(folder) {
        try queue.write { database in
          let before = try LedgerPoint(database)
          let (value, told) = try change(database)
          let entry = try told ?? left(by: actor, since: before, database)
          guard let entry else { return value }
          if let login, login != entry {
            try TrailHead.append(login, since: nil, database, keys, clock)
          }
          head = try TrailHead.append(entry, since: before, database, keys, clock)
          if entry.changesProfiles {
            if !entry.namesWhom { try ColumnPoint.forget(database) }
            try Store.raiseGeneration(database)
            profilesChanged = true
          } else if entry.changesBeside {
            try database.execute(
              sql: """
                INSERT INTO meta (key, value) VALUES ('beside', 1)
                ON CONFLICT DO UPDATE SET value = value + 1
                """)
          }
          return value
        }
      }
    }
    try acknowledge(head)
    if head != nil { login = nil }
    // Whoever cannot keep them leaves more for the next question to read.
    if profilesChanged { try? keepColumns() }
    return value
  }
}
