import CSystem
import GRDB
import InstrumentKit
import Profile

extension Store {
  /// What an import is, for its transaction and its one entry in the trail.
  package struct ImportJob {
    package let instrument: String
    package let version: String
    package let form: FormPlan
    package let replacing: Replacing
    package let actor: Actor
    /// The one client of an interview; nil for a file.
    package let client: String?
    /// Whether the instrument reads what was answered before.
    package let keepsHistory: Bool
    /// The exact birth day of a client, where somebody has it at hand: else it is opened.
    package let birthDay: ((String) -> Day?)?
    /// Whether a national number may stand for two clients.
    package var acceptsDuplicates = false
    /// Whether each row is judged for itself, so that it cannot wait for the end to be refused.
    package var judgesRows = true
    /// When is looked whether a number stands for another.
    var numbers: NumberCheck.Moment = .eachRow

    package init(
      instrument: String, version: String, form: FormPlan, replacing: Replacing, actor: Actor,
      client: String? = nil, keepsHistory: Bool = false, birthDay: ((String) -> Day?)? = nil
    ) {
      self.birthDay = birthDay
      self.keepsHistory = keepsHistory
      self.client = client
      self.instrument = instrument
      self.version = version
      self.form = form
      self.replacing = replacing
      self.actor = actor
    }
  }

  /// Runs an import in one transaction: what it throws undoes everything.
  ///
  /// - Parameter write: gives how many registrations were written, and the file's digest.
  package func importing(
    _ job: ImportJob, _ write: (RegistrationWriter) throws -> (written: Int, digest: String?)
  ) throws {
    // Changing the journal locks out everybody else too.
    drempel_hold_stops()
    defer { drempel_release_stops() }
    var born: (generation: Int64, born: FreshBirthDays)?
    let wasEmpty = try clientCount() == 0
    // Into an empty database pages are written once, without a copy in the log: what is torn off
    // is cut off again at the next start.
    if wasEmpty { try keepJournal("DELETE") }
    // References are made here and nowhere else; `check` looks at all of them.
    try followReferences(false)
    defer {
      if wasEmpty { try? keepJournal("WAL") }
      try? followReferences(true)
    }
    try changing(by: job.actor) { database in
      let names = try NameTable(database, keys.marks)
      let layout = RegistrationLayout(
        job.form, instrument: job.instrument, catalog: .standard, names: names)
      let sealer = RegistrationSealer(layout: layout, names: names, keys: keys)
      // Random keys cost least when an index is made once, at the end.
      var job = job
      let isWithoutIndex = wasEmpty && (!job.judgesRows || job.acceptsDuplicates)
      job.numbers = job.acceptsDuplicates ? .never : isWithoutIndex ? .atTheEnd : .eachRow
      if isWithoutIndex { try database.execute(sql: "DROP INDEX assessment_number") }
      let writer = try RegistrationWriter(
        database, sealer: sealer, job, link: try comingLink(database), at: clock.now())
      let (written, digest) = try write(writer)
      try writer.numbers.makeIndex()
      guard written > 0 else { return ((), nil) }
      // This change raises the generation by one.
      born = (try Store.generation(database) + 1, writer.born)
      return (
        (),
        TrailEntry(
          verb: job.client == nil ? "import" : job.replacing.entry == nil ? "assess" : "correct",
          actor: job.actor,
          about: job.client.map { [$0] } ?? Set(writer.corrected).sorted(),
          fields: [job.instrument], count: written,
          digest: digest)
      )
    }
    fresh = born
  }

  private func followReferences(_ on: Bool) throws {
    try StoreError.translating(folder) {
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA foreign_keys = \(on ? "ON" : "OFF")")
      }
    }
  }

  /// Another program that has the store open keeps it as it is.
  private func keepJournal(_ mode: String) throws {
    if isReadOnly { return }
    try StoreError.translating(folder) {
      try queue.writeWithoutTransaction { database in
        do {
          try database.execute(sql: "PRAGMA journal_mode = \(mode)")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
          return
        }
      }
    }
  }
}
