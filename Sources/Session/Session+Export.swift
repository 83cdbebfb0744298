import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Seal
import Store

extension Session {
  /// Writes a table as a file that appears whole or not at all, and logs it before and after.
  func export(
    _ frame: Frame, _ ref: ExportRef, _ query: Query, _ tell: (String) -> Void
  ) throws {
    // An export is logged, which a session that only reads cannot do.
    if query.source.isOfStore { try policy.mustWrite() }
    let digest = BackgroundDigest()
    let file = try AtomicFile(ref.path, overwrite: ref.overwrites) { digest.add($0) }
    let format: TableFormat =
      switch ref.format {
      case .csv: .csv(excel: ref.forExcel)
      case .json: .json
      case .ndjson: .ndjson
      }
    try format.write(frame, to: StoppableSink(file.sink, isStopped: isCancelled))
    try file.finish()
    let sum = "\(digest.finished())"
    let actor = policy.actor(purpose: ref.purpose)
    func entry(_ verb: String) -> TrailEntry {
      TrailEntry(
        verb: verb, actor: actor, fields: frame.columns.map(\.name), count: frame.rowCount,
        digest: sum, file: file.isStandardOutput ? "-" : Session.absolute(ref.path))
    }
    if query.source.isOfStore { try store?.intend(entry("export-intended")) }
    try file.publish()
    if query.source.isOfStore { try store?.fulfil(entry("export-done")) }
    if file.isStandardOutput { return }
    tell(
      tongue == .nl
        ? "\(ref.path) geschreven (\(frame.rowCount) rijen)\n"
        : "wrote \(ref.path) (\(frame.rowCount) rows)\n")
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
