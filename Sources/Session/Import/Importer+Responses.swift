import Foundation
import InstrumentKit
import PluginHost
import Seal
import Store

extension Importer {
  /// Takes responses to the instrument's questionnaire, each as a row: all or none, unless told to
  /// be partial.
  func runResponses(
    _ file: ResponseFile, progress: (Int) -> Void
  ) throws -> ImportReport {
    var report = ImportReport()
    var judge = try ResponseJudge(plugin, reference: reference, days: store.days)
    try taking {
      try store.importing(job) { writer in
        var number = 0
        try file.each({ entry in
          number += 1
          var batch = Batch()
          let faults = judge.judge(entry)
          // Warnings tell the line, or which response of a bundle it is.
          let line = entry.line > 0 ? entry.line : number
          if faults.isEmpty {
            batch.prepared.append(
              Prepared(line: entry.line, registration: try writer.sealer.prepare(judge.row)))
            batch.warnings += judge.warnings.map { ($0, line) }
          } else {
            batch.bad.append(BadRow(faults: faults, rows: []))
          }
          try write(batch, writer, &report, path: entry.path)
          progress(report.judged)
        }) { resource, line in
          report.add(RowWarning(kind: .otherResource, item: resource), line: max(line, 1))
        }
        try lookForTwins(writer, &report)
        if report.badRows > 0, !form.isPartial { throw ImportRefused(report: report) }
        return try ended(report, "\(Digest(of: file.bytes))")
      }
    }
    return report
  }
}
