import Exchange
import InstrumentKit
import PluginHost
import Profile
import Questionnaires
import Records
import Store

/// Judges responses as the rows of a file are judged, and tells faults by their paths.
struct ResponseJudge {
  private let reader: ResponseReader
  private let plan: ImportPlan
  private let columns: [String: Int]
  private var judge: RowJudge
  private(set) var warnings: [RowWarning] = []

  var row: RegistrationDraft { judge.row }

  /// - Parameter days: whose days are those of the store.
  init(_ plugin: LoadedPlugin, reference: Day, days: LocalDay) throws {
    reader = ResponseReader(BundledForm(plugin, hidden: [], .en).questionnaire.shape) {
      days.day(of: $0)
    }
    var header = ["client", "filled-on"]
    for item in plugin.form.items where item.id != "filled-on" && item.id != "client" {
      header.append(item.id)
      if !item.openOptions.isEmpty { header.append("\(item.id).other") }
    }
    plan = try ImportPlan(plugin, header: header, reference: reference)
    columns = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
    judge = RowJudge(plan)
  }

  /// Every fault of one response; none when it can be kept.
  mutating func judge(_ entry: ResponseFile.Entry) -> [RowFault] {
    warnings = []
    func bad(_ fault: ResponseFault) -> RowFault {
      RowFault(
        line: entry.line, column: fault.path, valueClass: .text, problem: .response(fault.problem))
    }
    let read: ReadResponse
    switch entry.value {
    case .failure(let fault): return [bad(fault)]
    case .success(let value): read = reader.read(value, at: entry.path)
    }
    var faults = read.faults.map(bad)
    var texts = [String](repeating: "", count: columns.count)
    var paths = [String](repeating: entry.path, count: columns.count)
    (texts[0], paths[0]) = (read.client, read.clientPath)
    (texts[1], paths[1]) = (read.day, read.dayPath)
    for answer in read.answers {
      if answer.column == "filled-on" {
        if answer.text != read.day {
          faults.append(bad(.init(path: answer.path, problem: .otherDay)))
        }
      } else if let place = columns[answer.column] {
        (texts[place], paths[place]) = (answer.text, answer.path)
      }
    }
    // What is wrong with its frame is told alone: the rest may belong to something else.
    if !faults.isEmpty { return faults }
    var bytes: [UInt8] = []
    var ends = [0]
    for text in texts {
      bytes += Array(text.utf8)
      ends.append(bytes.count)
    }
    // An empty answer has an address too.
    bytes.append(0)
    faults = bytes.withUnsafeBufferPointer { bytes in
      judge.judge(line: entry.line) {
        UnsafeBufferPointer(rebasing: bytes[ends[$0]..<ends[$0 + 1]])
      }
    }
    judge.row.response = ResponseTrace(read.origin, of: read.client)
    warnings = judge.warnings + read.reasons.map { RowWarning(kind: .reasonNotKept, item: $0) }
    return faults.map { fault in
      RowFault(
        line: fault.line, column: fault.column.flatMap { columns[$0] }.map { paths[$0] },
        valueClass: fault.valueClass, problem: fault.problem)
    }
  }
}

extension ResponseTrace {
  /// Nil for a response that has no name where it comes from. An id alone names it for its client only:
  /// two systems may number alike.
  init?(_ origin: ReadResponse.Origin, of client: String) {
    guard
      let name = origin.identifier.map({ "identifier \($0)" })
        ?? origin.id.map({ "id \(client) \($0)" })
    else { return nil }
    self.init(
      name: name, version: origin.version, changed: origin.changed, authored: origin.authored,
      isAmended: origin.isAmended)
  }
}
