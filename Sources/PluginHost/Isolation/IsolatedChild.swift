import CSystem
import Conformance
import Foundation
import InstrumentKit

/// The other end of an ``IsolatedProcess``: this very program, confined, with one plugin in it.
package final class IsolatedChild: Sendable {
  private let plugin: Descriptor
  private let sockets: [FrameSocket]
  private let memories: [Descriptor]
  private let megabytes: Int
  private let fields: Conformance.Fields

  /// Serves until the host hangs up; never returns.
  ///
  /// - Parameters:
  ///   - arguments: what stands behind ``IsolatedProcess/argument``.
  ///   - fields: what is known of the profile.
  package static func run(_ arguments: [String], _ fields: Conformance.Fields) -> Never {
    do {
      let child = try IsolatedChild(arguments, fields)
      try child.serve()
      exit(0)
    } catch {
      exit(1)
    }
  }

  private init(_ arguments: [String], _ fields: Conformance.Fields) throws {
    guard let megabytes = arguments.first.flatMap(Int.init) else {
      throw FrameSocket.Failure.garbled
    }
    self.megabytes = megabytes
    self.fields = fields
    plugin = try Descriptor(3)
    sockets = try (0..<IsolatedProcess.lanes).map {
      FrameSocket(file: try Descriptor(Int32(4 + 2 * $0)))
    }
    memories = try (0..<IsolatedProcess.lanes).map { try Descriptor(Int32(5 + 2 * $0)) }
  }

  private func serve() throws {
    let (_, bytes) = try sockets[0].receive(within: nil)
    guard
      case .load(let rules, let libraries) = try JSONDecoder().decode(
        IsolationRequest.self, from: Data(bytes))
    else { throw FrameSocket.Failure.garbled }
    // Those that are trusted come first: afterwards no file can be opened.
    let others = libraries.compactMap { $0.loaded() }
    guard drempel_confine(sockets[0].file.number, megabytes << 20) == 0 else {
      return try answer(.faults([.unconfined]))
    }
    guard let instrument = try loaded(rules) else { return }
    let conformance = Conformance(of: instrument, fields: fields)
    // What has no usable form may not even be such that it can be told.
    let reply: IsolationReply =
      conformance.form == nil
      ? .faults(conformance.shape().filter { $0.severity == .fault }.map { .remark($0) })
      : .loaded(InstrumentRecord(instrument))
    if try toldDenied() { return }
    try answer(reply)
    try serve(instrument, others)
  }

  /// Runs the plugin's own code for the first time; nil when that was answered with a fault.
  private func loaded(_ rules: String?) throws -> (any Instrument)? {
    let registrar = Registrar()
    let fault = PluginHost.register("/proc/self/fd/\(plugin.number)", in: registrar)
    guard drempel_loaded() == 0 else { throw FrameSocket.Failure.closed }
    if try toldDenied() { return nil }
    let instruments = registrar.instruments
    if let fault = fault ?? (instruments.count == 1 ? nil : .instruments(instruments.count)) {
      try answer(.faults([fault]))
      return nil
    }
    let kind: PluginFault.Kind
    do {
      return try LoadedPlugin.ruled(instruments[0], text: rules).instrument
    } catch let fault as RulesFault {
      kind = .rules(fault)
    } catch {
      kind = .threw
    }
    try answer(.faults([kind]))
    return nil
  }

  /// Serves the first lane here and the others on threads of their own.
  private func serve(_ instrument: any Instrument, _ others: [any Instrument]) throws {
    let (inputs, measures) = (instrument.inputs.map(\.hasEntries), instrument.measures.count)
    for lane in 1..<IsolatedProcess.lanes {
      Thread.detachNewThread { [self] in
        try? serve(instrument, others, lane, inputs, measures)
        exit(0)
      }
    }
    try serve(instrument, others, 0, inputs, measures)
  }

  private func serve(
    _ instrument: any Instrument, _ others: [any Instrument], _ lane: Int, _ inputs: [Bool],
    _ measures: Int
  ) throws {
    let columns = SharedColumns(memories[lane])
    while true {
      let (kind, bytes) = try sockets[lane].receive(within: nil)
      if kind == .score {
        let found: [Breach]? = columns.batch(entries: inputs, measures: measures) {
          batch, rows, targets in
          for measure in 0..<measures {
            targets[measure].update(repeating: Cell.unknown.raw, count: rows)
          }
          Conformance.score(with: instrument, batch, 0..<rows, targets, row: columns.hand)
          columns.hand?.pointee = -1
          return [Breach.first(in: batch, targets)].compactMap(\.self)
        }
        guard let found else { throw FrameSocket.Failure.garbled }
        if try toldDenied(lane) { continue }
        try sockets[lane].send(
          .scored, try found.first.map { try JSONEncoder().encode($0) } ?? Data())
        continue
      }
      let request = try JSONDecoder().decode(IsolationRequest.self, from: Data(bytes))
      let reply: IsolationReply
      if case .examine(let kit) = request {
        let conformance = Conformance(
          of: instrument, fields: fields, others: others, watch: columns.watch())
        reply = .examined(try conformance.report(kit: kit))
        // What it printed may still lie in a buffer, and the host will look.
        fflush(nil)
      } else {
        reply = try self.reply(to: request, instrument, columns, inputs, measures)
      }
      if try !toldDenied() { try answer(reply) }
    }
  }

  private func reply(
    to request: IsolationRequest, _ instrument: any Instrument, _ columns: SharedColumns,
    _ inputs: [Bool], _ measures: Int
  ) throws -> IsolationReply {
    switch request {
    case .document(let dossier, let tongue):
      return .document(instrument.document(dossier, tongue))
    case .misreading(let text, let item):
      return .misreading(instrument.misreading(text, of: item))
    case .explain:
      let reply = columns.batch(entries: inputs, measures: measures) { batch, _, targets in
        for measure in 0..<measures { targets[measure].pointee = Cell.unknown.raw }
        let explanation = Explanation()
        var result = Result(measures: targets, row: 0, explanation: explanation)
        columns.hand?.pointee = 0
        instrument.score(Subject(batch, row: 0), into: &result)
        columns.hand?.pointee = -1
        if let breach = Breach.first(in: batch, targets) { return IsolationReply.outside(breach) }
        return .reasons(
          explanation.reasons.map { .init(measure: $0.measure, reason: $0.reason) })
      }
      guard let reply else { throw FrameSocket.Failure.garbled }
      return reply
    case .load, .examine: throw FrameSocket.Failure.garbled
    }
  }

  private func answer(_ reply: IsolationReply) throws { try sockets[0].send(reply) }

  /// Whether the plugin tried what it may not; then that is the answer.
  private func toldDenied(_ lane: Int = 0) throws -> Bool {
    var path = [CChar](repeating: 0, count: 256)
    let kind = path.withUnsafeMutableBufferPointer {
      drempel_denied($0.baseAddress, $0.count)
    }
    if kind == 0 { return false }
    let words = path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    try sockets[lane].send(.denied, [UInt8(truncatingIfNeeded: kind)] + words)
    return true
  }
}
