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
  func examine(kit: String) throws(PluginFault) -> Report {
    guard
      case .examined(let report) = try ask(.examine(kit: kit), seconds: program.limits.seconds * 2)
    else {
      throw fault(.wrongReply)
    }
    return report
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
    do {
      try lane.socket.send(request)
      let (kind, bytes) = try lane.socket.receive(within: seconds)
      if kind == .denied { throw denied(bytes) }
      guard kind == .words, PlainText.isPlain(json: bytes) else {
        throw FrameSocket.Failure.garbled
      }
      return try JSONDecoder().decode(IsolationReply.self, from: Data(bytes))
    } catch {
      throw lost(error, phase, seconds, lane.child)
    }
  }

  /// Scores some rows; the columns of the measures are as long as those of the batch.
  func score(
    _ batch: Batch, rows: Range<Int>, as shape: Shape, lane number: Int = 0,
    into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) {
    if rows.isEmpty { return }
    let lane = try lane(number)
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
      guard kind == .scored, bytes.isEmpty else { throw FrameSocket.Failure.garbled }
      guard lane.columns.take(first, rows, bounds: shape.bounds, into: columns) else {
        throw FrameSocket.Failure.garbled
      }
    } catch {
      throw lost(error, .answer, program.limits.seconds, lane.child)
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
    guard case .reasons(let reasons) = try ask(.explain, on: lane, .answer),
      reasons.allSatisfy({ shape.bounds.indices.contains($0.measure) }),
      lane.columns.take(first, rows, bounds: shape.bounds, into: columns)
    else { throw lost(FrameSocket.Failure.garbled, .answer, 0, lane.child) }
    return reasons.map { ($0.measure, $0.reason) }
  }

  private func fault(_ kind: PluginFault.Kind) -> PluginFault {
    PluginFault(path: file.path, id: id, kind: kind)
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
        let child = IsolatedProcess.spawn(
          program.path, [IsolatedProcess.argument, "\(program.limits.megabytes)"], files)
        guard child > 0 else { throw PluginManifest.FaultKind(.unreadable(errno)) }
        let lanes = ours.map { Lane(socket: $0.0, columns: $0.1, child: child) }
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
    _ error: any Error, _ phase: PluginFault.Phase, _ seconds: Double, _ child: pid_t
  ) -> PluginFault {
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
    let fault = fault(kind)
    if isMine {
      past.withLock { past in
        past.losses += 1
        past.last = fault
      }
    }
    return fault
  }

  private func end() {
    let child = running.withLock { running in
      defer { running = nil }
      return running?.lanes[0].child
    }
    if let child { ChildProcess.finish(child) }
  }

  private static func spawn(_ path: String, _ arguments: [String], _ files: [Int32]) -> pid_t {
    let words = ([path] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    return (words + [nil]).withUnsafeBufferPointer { words in
      guard let words = words.baseAddress else { return -1 }
      return drempel_spawn(path, words, files, Int32(files.count))
    }
  }
}
