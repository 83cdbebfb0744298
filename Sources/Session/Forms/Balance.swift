import Cohort
import Exchange
import InstrumentKit
import PluginHost
import Profile
import Store

/// The dossier of a socio-professional balance, as a program reads it: codes, no words of people
/// unless the export names notes.
struct BalanceRecord: Encodable {
  struct Judged: Encodable {
    let threshold: String
    let level: String
    let on: String
    let source: String
  }

  let client: String
  let shown: [String: String]
  let version: String
  let on: String
  /// Nil when that could not be told.
  let readyForESF: Bool?
  let missing: [String]
  let measures: [String: String]
  let answers: [String: String]
  /// What the profile knows otherwise, from another instrument.
  let elsewhere: [String: String]
  let tables: [String: [[String: String]]]
  let thresholds: [Judged]
  /// Items with an open answer that is kept back.
  let keptBack: [String]

  private enum CodingKeys: String, CodingKey {
    case client, shown, version, on, missing, measures, answers, elsewhere, tables, thresholds
    case readyForESF = "ready-for-esf"
    case keptBack = "kept-back"
  }
}

extension ClientForms {
  /// A dossier per client who has a balance.
  func balances(
    _ spb: LoadedPlugin, _ clients: [(code: String, observed: [Observed])]
  ) throws -> [ClientForm] {
    let maker = DossierMaker(
      plugin: spb, view: view, tongue: tongue, policy: policy, registrations: registrations,
      isForFile: true, opensNotes: ref.withNotes)
    let explainer = try Explainer(spb, view, tongue, policy)
    let values = Dictionary(
      zip(spb.measures.map(\.id), explainer.measures.map { ColumnWords($0, nil) }),
      uniquingKeysWith: { first, _ in first })
    let fields = try self.fields(spb)
    return try maker.dossiers(clients, notes: ref.withNotes).enumerated().compactMap {
      row, whole in
      // With a period, those who have a registration in it; what came before it is part of the
      // balance, and what came after is not known here.
      let isMeant = whole.assessments.contains { ref.period?.contains($0.on) ?? true }
      guard isMeant else { return nil }
      let health = ref.withHealth
      let dossier = whole.keeping { health || $0.domain != "health" }
      let leftOut = whole.judged.count - dossier.judged.count
      let record = record(
        dossier, spb, values.compactMapValues { $0[row] }, fields.compactMapValues { $0[row] })
      return ClientForm(
        client: dossier.client,
        document: try document(
          maker.document(dossier), record, leftOut),
        record: record)
    }
  }

  /// The fields of the profile that the form asks, as files have them.
  private func fields(_ spb: LoadedPlugin) throws -> [String: ColumnWords] {
    var fields: [String: ColumnWords] = [:]
    for item in spb.form.items {
      guard case .field(let name)? = item.link, let field = FieldCatalog.standard.field(name),
        field.home != .sealed
      else { continue }
      fields[item.id] = ColumnWords(try view.named(name, field.type), nil)
    }
    return fields
  }

  private func record(
    _ dossier: Dossier, _ spb: LoadedPlugin, _ measures: [String: String],
    _ fields: [String: String]
  ) -> BalanceRecord {
    var answers: [String: String] = [:]
    var elsewhere: [String: String] = [:]
    var keptBack: [String] = []
    var tables: [String: [[String: String]]] = [:]
    for item in spb.form.items {
      if case .table(let columns) = item.type {
        let open = ref.withNotes ? [] : columns.filter(\.isOpen).map(\.id)
        let rows = dossier.rows(item.id)
        tables[item.id] = rows.map { row in
          row.filter { !$0.value.isEmpty && !open.contains($0.key) }
        }
        for column in open where rows.contains(where: { $0[column] != nil }) {
          keptBack.append("\(item.id).\(column)")
        }
      } else if let field = fields[item.id] {
        let own = dossier.newest(item.id)?.answer
        answers[item.id] = own
        if own != field { elsewhere[item.id] = field }
      } else if let answer = dossier.newest(item.id)?.answer {
        if answer.isEmpty { keptBack.append(item.id) } else { answers[item.id] = answer }
      }
    }
    let last = dossier.assessments.last
    return BalanceRecord(
      client: dossier.client,
      shown: Dictionary(
        (shown[dossier.client] ?? []).map { ($0.name, $0.plain) },
        uniquingKeysWith: { "\($0), \($1)" }),
      version: last?.version ?? dossier.version, on: last.map { "\($0.on)" } ?? "",
      readyForESF: measures["ready-for-esf"].map { $0 == "yes" },
      missing: (measures["missing"] ?? "").split(separator: ";").map(String.init),
      measures: measures, answers: answers, elsewhere: elsewhere, tables: tables,
      thresholds: dossier.judged.map { judged in
        BalanceRecord.Judged(
          threshold: judged.threshold.code,
          level: judged.level.code, on: "\(judged.on)",
          source: judged.source ?? "record")
      }, keptBack: keptBack.sorted())
  }

  /// The instrument's own form, with who it is about and whether it is ready above it.
  private func document(
    _ own: Document, _ record: BalanceRecord, _ leftOut: Int
  ) -> Document {
    var blocks = own.blocks
    var first: [Document.Block] = []
    if let shown = shown[record.client], !shown.isEmpty { first.append(.facts(shown.map(\.fact))) }
    let state: String
    switch record.readyForESF {
    case true?: state = isDutch ? "Klaar voor ESF: ja." : "Ready for ESF: yes."
    case false?:
      let parts = record.missing.map { part in missingWord(part) }.joined(separator: ", ")
      state =
        isDutch
        ? "Klaar voor ESF: nee. Ontbreekt: \(parts)." : "Ready for ESF: no. Missing: \(parts)."
    case nil: state = isDutch ? "Klaar voor ESF: onbekend." : "Ready for ESF: unknown."
    }
    first.append(.paragraph(state))
    if let note = healthNote(leftOut) { first.append(note) }
    blocks.insert(contentsOf: first, at: min(1, blocks.count))
    return Document(blocks)
  }

  private func missingWord(_ part: String) -> String {
    guard isDutch else { return part }
    return ["signature": "handtekening", "synthesis": "synthese"][part] ?? part
  }
}

extension Dossier {
  /// The same with some thresholds only.
  fileprivate func keeping(_ belongs: (Threshold) -> Bool) -> Dossier {
    Dossier(
      client: client, today: today, version: version, assessments: assessments,
      judged: judged.filter { belongs($0.threshold) }, outcome: outcome, fields: fields)
  }
}

extension Item {
  /// Whether it is answered in words of one's own.
  var isOpen: Bool { if case .note = type { true } else { false } }
}
