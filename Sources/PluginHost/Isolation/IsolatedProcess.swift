import CSystem
import Conformance
import Foundation
import InstrumentKit
import Synchronization

/// A child process in which one plugin runs; begun anew when it has died.
///
/// What comes from it is believed no more than a file: it may be wrong, late or nothing at all.
package final class IsolatedProcess: Sendable {
  /// What a child may take.
  package struct Limits: Hashable, Sendable {
    /// For one answer: loading, or some thousands of subjects.
    package let seconds: Double
    package let megabytes: Int

    package init(seconds: Double = 10, megabytes: Int = 512) {
      (self.seconds, self.megabytes) = (seconds, megabytes)
    }
  }

  /// How a program of ours is started as a child for one plugin.
  package struct Program: Hashable, Sendable {
    /// The executable of the host.
    package let path: String
    package let limits: Limits

    package init(path: String, limits: Limits = Limits()) {
      (self.path, self.limits) = (path, limits)
    }
  }

  /// The word by which the host's own program knows that it is a child.
  package static let argument = "plugin-child"
  /// How many threads of the host may have it score at once.
  static let lanes = 2

  private struct Lane {
    let socket: FrameSocket
    let columns: SharedColumns
  }

  private struct Running {
    let child: pid_t
    let lanes: [Lane]
    var isReady = false
  }

  private let file: PluginFile
  private let id: String
  private let rules: String?
  private let others: [TrustedLibrary]
  private let program: Program
  private let running = Mutex<Running?>(nil)
  /// Held while a child is begun, so that two threads do not begin two.
  private let beginning = Mutex(())

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
      running.withLock { $0?.isReady = true }
      return record
    case .faults(let kinds):
      end()
      throw fault(kinds.first ?? .wrongReply)
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
      guard kind == .words else { throw FrameSocket.Failure.garbled }
      return try JSONDecoder().decode(IsolationReply.self, from: Data(bytes))
    } catch {
      throw lost(error, phase, seconds)
    }
  }

  /// Scores some rows; the columns of the measures are as long as those of the batch.
  func score(
    _ batch: Batch, rows: Range<Int>, entries: [Bool], measures: Int, lane number: Int = 0,
    into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) {
    if rows.isEmpty { return }
    let lane = try lane(number)
    do {
      guard let first = lane.columns.put(batch, rows, entries: entries, measures: measures) else {
        throw PluginManifest.FaultKind(.unreadable(ENOMEM))
      }
      try lane.socket.send(.score)
      let (kind, bytes) = try lane.socket.receive(within: program.limits.seconds)
      if kind == .denied { throw denied(bytes) }
      guard kind == .scored, bytes.isEmpty else { throw FrameSocket.Failure.garbled }
      lane.columns.take(first, rows, measures: measures, into: columns)
    } catch {
      throw lost(error, .answer, program.limits.seconds)
    }
  }

  /// Scores one row and tells why.
  func explain(
    _ batch: Batch, row: Int, entries: [Bool], measures: Int,
    into columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws(PluginFault) -> [(measure: Int, reason: Reason)] {
    let lane = try lane(0)
    guard let first = lane.columns.put(batch, row..<row + 1, entries: entries, measures: measures)
    else { throw fault(.unreadable(ENOMEM)) }
    guard case .reasons(let reasons) = try ask(.explain),
      reasons.allSatisfy({ (0..<measures).contains($0.measure) })
    else { throw lost(FrameSocket.Failure.garbled, .answer, 0) }
    lane.columns.take(first, row..<row + 1, measures: measures, into: columns)
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
        var lanes: [Lane] = []
        var theirs: [Descriptor] = []
        for _ in 0..<IsolatedProcess.lanes {
          var pair: [Int32] = [-1, -1]
          guard
            socketpair(
              AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
          else { throw PluginManifest.FaultKind(.unreadable(errno)) }
          let (ours, their) = (try Descriptor(pair[0]), try Descriptor(pair[1]))
          let columns = try SharedColumns.made()
          lanes.append(Lane(socket: FrameSocket(file: ours), columns: columns))
          theirs.append(their)
          files += [their.number, columns.file.number]
        }
        let child = IsolatedProcess.spawn(
          program.path, [IsolatedProcess.argument, "\(program.limits.megabytes)"], files)
        guard child > 0 else { throw PluginManifest.FaultKind(.unreadable(errno)) }
        running = Running(child: child, lanes: lanes)
        return withExtendedLifetime(theirs) { lanes[0] }
      }
    } catch let kind as PluginManifest.FaultKind {
      throw fault(kind.kind)
    } catch {
      throw fault(.unreadable(EIO))
    }
  }

  private static func spawn(_ path: String, _ arguments: [String], _ files: [Int32]) -> pid_t {
    let words = ([path] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    return (words + [nil]).withUnsafeBufferPointer { words in
      guard let words = words.baseAddress else { return -1 }
      return drempel_spawn(path, words, files, Int32(files.count))
    }
  }

  /// Ends the child, and says by how it ended why an answer did not come.
  private func lost(
    _ error: any Error, _ phase: PluginFault.Phase, _ seconds: Double
  ) -> PluginFault {
    let child = running.withLock { running in
      defer { running = nil }
      return running?.child
    }
    if let kind = (error as? PluginManifest.FaultKind)?.kind {
      IsolatedProcess.finish(child)
      return fault(kind)
    }
    switch error as? FrameSocket.Failure {
    case .late:
      IsolatedProcess.finish(child)
      return fault(.tooSlow(seconds: seconds, phase))
    case .closed: return fault(ended(IsolatedProcess.awaited(child), phase))
    default:
      IsolatedProcess.finish(child)
      return fault(.wrongReply)
    }
  }

  private func ended(_ status: Int32?, _ phase: PluginFault.Phase) -> PluginFault.Kind {
    guard let status else { return .crashed(signal: 0, phase) }
    let signal = status & 0x7F
    // Where a thread held back all signals, what it may not do ends it at once.
    if signal == SIGSYS { return .forbidden(.other, path: "") }
    if signal != 0 { return .crashed(signal: signal, phase) }
    if status >> 8 & 0xFF == Int32(DREMPEL_EXIT_MEMORY) {
      return .tooMuchMemory(megabytes: program.limits.megabytes)
    }
    return .crashed(signal: 0, phase)
  }

  private func end() {
    IsolatedProcess.finish(
      running.withLock { running in
        defer { running = nil }
        return running?.child
      })
  }

  private static func finish(_ child: pid_t?) {
    guard let child else { return }
    kill(child, SIGKILL)
    _ = awaited(child)
  }

  private static func awaited(_ child: pid_t?) -> Int32? {
    guard let child else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      if errno != EINTR { return nil }
    }
    return status
  }
}

/// What a confined plugin tried to do.
package enum Forbidden: UInt8, Codable, Hashable, Sendable {
  case file = 1
  case network
  /// Another process, or a change to files.
  case other
}
