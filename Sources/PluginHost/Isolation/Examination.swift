import Conformance
import Foundation
import InstrumentKit
import Seal

/// What a child must know to check a plugin.
struct ExamineRequest: Codable, Sendable {
  /// An instrument that is installed and trusted, with which the plugin must exchange levels.
  struct Other: Codable, Sendable {
    let path: String
    /// SHA-256 of what was approved, in hexadecimal.
    let digest: String
  }

  let id: String
  let others: [Other]
}

/// All that was found of a plugin, in a process of its own.
struct Examination: Codable, Sendable {
  let record: InstrumentRecord
  let report: Report
}

/// Checks one plugin, with the installed ones loaded before anything is forbidden.
struct Examiner {
  private let fields: Conformance.Fields
  private let others: [any Instrument]

  init(_ request: ExamineRequest, _ fields: Conformance.Fields) {
    self.fields = fields
    others = request.others.compactMap { other in
      guard let file = try? PluginFile(other.path), file.digest.hex == other.digest else {
        return nil
      }
      let registrar = Registrar()
      if PluginHost.register(file.nameForLoader(), in: registrar) != nil { return nil }
      return registrar.instruments.first
    }
  }

  func examine(_ instrument: any Instrument) throws -> Examination {
    let conformance = Conformance(of: instrument, fields: fields, others: others)
    return Examination(
      record: InstrumentRecord(instrument), report: try conformance.report())
  }
}
