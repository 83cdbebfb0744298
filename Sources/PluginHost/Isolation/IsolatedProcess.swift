import CSystem
import Conformance
import Foundation
import InstrumentKit
import Synchronization

/// A child process in which one plugin runs; begun anew when it has died.
///
/// What comes from it is believed no more than a file: it may be wrong, late or nothing at all.
package final class IsolatedProcess: Sendable {
  /// The word by which the host's own program knows that it is a child.
  package static let argument = "plugin-child"
  /// How many threads of the host may have it score at once.
  static let lanes = 2

  private struct Lane {
    let socket: FrameSocket
    let columns: SharedColumns
    let child: pid_t
    let words: ChildWords
  }

  private struct Running {
    let lanes: [Lane]
    var isReady = false
  }

  /// How it went so far.
  private struct Past {
    /// What the plugin said of itself the first time, which must stay so.
    var record: InstrumentRecord?
    /// How many answers were lost, and how the last was.
    var losses = 0
    var last: PluginFault?
  }

  private let file: PluginFile
  private let id: String
  private let rules: String?
  private let others: [TrustedLibrary]
  private let program: Program
  private let running = Mutex<Running?>(nil)
  /// Held while a child is begun, so that two threads do not begin two.
  private let beginning = Mutex(())
  private let past = Mutex(Past())
  /// After so many lost answers no child is begun any more.
  private static let mostLosses = 5

  init(
    _ file: PluginFile, id: String, rules: String? = nil, others: [TrustedLibrary] = [],
    program: Program
  ) {
    (self.file, self.id, self.rules) = (file, id, rules)
    (self.others, self.program) = (others, program)
  }

  deinit { end() }

  /// Starts the child and loads the plugin in it.
  func start() throws(PluginFault) -> InstrumentRecord {
    let first = try begin()
    switch try ask(.load(rules: rules, others: others), on: first, .load) {
    case .loaded(let record):
      let isSame = past.withLock { past in
        defer { past.record = past.record ?? record }
        return past.record?.hasShape(of: record) ?? true
      }
      guard isSame else {
        end()
        throw fault(.wrongReply)
      }
      running.withLock { $0?.isReady = true }
      return record
    case .faults(let kinds):
      end()
      throw fault(kinds.first.flatMap { $0.isForChildren ? $0 : nil } ?? .wrongReply)
    default:
      end()
      throw fault(.wrongReply)
    }
  }

  /// Runs all checks on the plugin in the child, which may take longer than an answer.
  ///
  /// - Parameter conformance: knows where in a check it broke off.
  func examine(
    kit: String, _ conformance: Conformance
  ) throws(PluginFault) -> (report: Report, hasPrinted: Bool) {
    let lane = try lane(0)
    guard lane.columns.awaitNotes() else { throw fault(.unreadable(ENOMEM)) }
    do throws(PluginFault) {
      let seconds = program.limits.seconds * 2
      guard
        case .examined(let report) = try ask(
          .examine(kit: kit), on: lane, .answer, seconds: seconds)
      else { throw fault(.wrongReply) }
      return (report, lane.words.hasPrinted)
    } catch {
      var told = error
      if let (doing, row) = lane.columns.noted() {
        told.moment.place = conformance.place(of: doing, row: row)
        told.moment.row = nil
      }
      throw told
    }
  }

  /// Asks in words; a child that died before is begun anew first.
  func ask(_ request: IsolationRequest, seconds: Double? = nil) throws(PluginFault)
    -> IsolationReply
  {
    try ask(request, on: try lane(0), .answer, seconds: seconds)
  }

  private func ask(
    _ request: IsolationRequest, on lane: Lane, _ phase: PluginFault.Phase, seconds: Double? = nil
  ) throws(PluginFault) -> IsolationReply {
    let seconds = seconds ?? program.limits.seconds
    lane.words.listen()
    do {
      try lane.socket.send(request)
      let (kind, bytes) = try lane.socket.receive(within: seconds)
      if kind == .denied { throw denied(bytes) }
      guard kind == .words, PlainText.isPlain(json: bytes) else {
        throw FrameSocket.Failure.garbled
      }
      return try JSONDecoder().decode(IsolationReply.self, from: Data(bytes))
    } catch {
      throw lost(error, phase, seconds, lane)
    }
  }

  /// Scores some rows; the columns of the measures are as long as those of the batch.
  func score(
    _ batch: Batch, rows: Range<Int>, as shape: Shape, lane number: Int = 0,
    into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) {
    if rows.isEmpty { return }
    let lane = try lane(number)
    lane.words.listen()
    do {
      guard
        let first = lane.columns.put(
          batch, rows, entries: shape.entries, measures: shape.bounds.count)
      else {
        throw PluginManifest.FaultKind(.unreadable(ENOMEM))
      }
      try lane.socket.send(.score)
      let (kind, bytes) = try lane.socket.receive(within: program.limits.seconds)
      if kind == .denied { throw denied(bytes) }
      guard kind == .scored else { throw FrameSocket.Failure.garbled }
      guard lane.columns.isUntouched(first, rows, measures: shape.bounds.count) else {
        throw PluginManifest.FaultKind(.overwrites)
      }
      if !bytes.isEmpty {
        throw Outside(breach: try JSONDecoder().decode(Breach.self, from: Data(bytes)), rows)
      }
      guard lane.columns.take(first, rows, bounds: shape.bounds, into: columns) else {
        throw FrameSocket.Failure.garbled
      }
    } catch let outside as Outside {
      throw fault(outside, shape)
    } catch {
      throw lost(error, .answer, program.limits.seconds, lane)
    }
  }

  /// Scores one row and tells why.
  func explain(
    _ batch: Batch, row: Int, as shape: Shape,
    into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) -> [(measure: Int, reason: Reason)] {
    let lane = try lane(0)
    let rows = row..<row + 1
    guard
      let first = lane.columns.put(
        batch, rows, entries: shape.entries, measures: shape.bounds.count)
    else { throw fault(.unreadable(ENOMEM)) }
    let reply = try ask(.explain, on: lane, .answer)
    if case .outside(let breach) = reply { throw fault(Outside(breach: breach, rows), shape) }
    guard case .reasons(let reasons) = reply,
      reasons.allSatisfy({ shape.bounds.indices.contains($0.measure) }),
      lane.columns.take(first, rows, bounds: shape.bounds, into: columns)
    else { throw lost(FrameSocket.Failure.garbled, .answer, 0, lane) }
    return reasons.map { ($0.measure, $0.reason) }
  }

  private func fault(_ kind: PluginFault.Kind) -> PluginFault {
    PluginFault(path: file.path, id: id, kind: kind)
  }

  /// A place outside the columns, of which the child tells the row in what it was given.
  private struct Outside: Error {
    let breach: Breach

    init(breach: Breach, _ rows: Range<Int>) {
      let row = rows.lowerBound + max(0, min(breach.row, rows.count - 1))
      self.breach = Breach(isInput: breach.isInput, place: breach.place, row: row)
    }
  }

  private func fault(_ outside: Outside, _ shape: Shape) -> PluginFault {
    let count = outside.breach.isInput ? shape.entries.count : shape.bounds.count
    return PluginFault(
      path: file.path, id: id, kind: .outside(outside.breach, of: count),
      moment: .init(row: outside.breach.row))
  }

  private func denied(_ bytes: [UInt8]) -> PluginManifest.FaultKind {
    // The path is the plugin's own word: nothing but plain letters goes on to a terminal.
    let path = String(decoding: bytes.dropFirst().prefix(256), as: UTF8.self)
    let plain = path.filter { $0.isASCII && !$0.isNewline && $0 >= " " }
    return PluginManifest.FaultKind(
      .forbidden(Forbidden(rawValue: bytes.first ?? 0) ?? .other, path: plain))
  }
}

extension IsolatedProcess {
  /// The lane of a child that runs, which is begun when it does not.
  private func lane(_ number: Int) throws(PluginFault) -> Lane {
    if let last = past.withLock({ $0.losses < IsolatedProcess.mostLosses ? nil : $0.last }) {
      throw last
    }
    func ready() -> Lane? { running.withLock { $0?.isReady == true ? $0?.lanes[number] : nil } }
    if let lane = ready() { return lane }
    try beginning.withLock { _ throws(PluginFault) in if ready() == nil { _ = try start() } }
    guard let lane = ready() else { throw fault(.wrongReply) }
    return lane
  }

  /// Starts a child.
  private func begin() throws(PluginFault) -> Lane {
    end()
    do {
      return try running.withLock { running in
        var files: [Int32] = [file.number]
        var ours: [(FrameSocket, SharedColumns)] = []
        var theirs: [Descriptor] = []
        for _ in 0..<IsolatedProcess.lanes {
          let (own, other) = try FrameSocket.pair(seconds: program.limits.seconds)
          let columns = try SharedColumns.made()
          ours.append((own, columns))
          theirs.append(other)
          files += [other.number, columns.file.number]
        }
        let (words, spoken) = try ChildWords.made()
        theirs += spoken
        let child = IsolatedProcess.spawn(
          program.path, [IsolatedProcess.argument, "\(program.limits.megabytes)"], files,
          spoken.map(\.number))
        guard child > 0 else { throw PluginManifest.FaultKind(.unreadable(errno)) }
        let lanes = ours.map { Lane(socket: $0.0, columns: $0.1, child: child, words: words) }
        running = Running(lanes: lanes)
        return withExtendedLifetime(theirs) { lanes[0] }
      }
    } catch let kind as PluginManifest.FaultKind {
      throw fault(kind.kind)
    } catch {
      throw fault(.unreadable(EIO))
    }
  }

  /// Ends the child of a request, and says by how it ended why an answer did not come.
  private func lost(
    _ error: any Error, _ phase: PluginFault.Phase, _ seconds: Double, _ lane: Lane
  ) -> PluginFault {
    let child = lane.child
    let lanes = running.withLock { $0?.lanes } ?? [lane]
    // Of two threads that lose one child the first buries it.
    let isMine = running.withLock { running in
      guard running?.lanes[0].child == child else { return false }
      running = nil
      return true
    }
    let kind: PluginFault.Kind
    switch (error as? FrameSocket.Failure, (error as? PluginManifest.FaultKind)?.kind) {
    case (_, let known?):
      if isMine { ChildProcess.finish(child) }
      kind = known
    case (.closed, _):
      kind = ChildProcess.fault(
        isMine ? ChildProcess.ended(child) : nil, phase, megabytes: program.limits.megabytes)
    case (.late, _):
      if isMine { ChildProcess.finish(child) }
      kind = .tooSlow(seconds: seconds, phase)
    default:
      if isMine { ChildProcess.finish(child) }
      kind = .wrongReply
    }
    var fault = fault(kind)
    fault.moment.row = IsolatedProcess.rowInHand(lane, lanes, kind)
    fault.moment.lastWords = lane.words.last
    if isMine {
      past.withLock { past in
        past.losses += 1
        past.last = fault
      }
    }
    return fault
  }

  /// Whose row it was: that of the thread that crashed, or else of the one lane that was at work.
  private static func rowInHand(
    _ lane: Lane, _ lanes: [Lane], _ kind: PluginFault.Kind
  ) -> Int? {
    if case .tooSlow = kind { return lane.columns.rowInHand(onlyCrashed: false) }
    if let crashed = lanes.lazy.compactMap({ $0.columns.rowInHand(onlyCrashed: true) }).first {
      return crashed
    }
    let rows = lanes.compactMap { $0.columns.rowInHand(onlyCrashed: false) }
    return rows.count == 1 ? rows.first : nil
  }

  private func end() {
    let child = running.withLock { running in
      defer { running = nil }
      return running?.lanes[0].child
    }
    if let child { ChildProcess.finish(child) }
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ files: [Int32], _ said: [Int32]
  ) -> pid_t {
    let words = ([path] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    return (words + [nil]).withUnsafeBufferPointer { words in
      guard let words = words.baseAddress else { return -1 }
      return drempel_spawn(path, words, files, Int32(files.count), said)
    }
  }
}
