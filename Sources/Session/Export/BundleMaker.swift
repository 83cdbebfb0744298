import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Questionnaires
import Store

/// Writes what instruments know of some clients as a bundle of HL7 FHIR R4 resources.
///
/// Identity, notes, open answers and purposes are never in it, nor sections that the operator may
/// not read; a client is there under its code alone.
struct BundleMaker {
  let store: Store
  let clients: [String]
  let plugins: [LoadedPlugin]
  /// Instruments with registrations that no plugin here can read.
  let missing: [String]
  let policy: Policy
  let tongue: Tongue
  /// The day for which is answered.
  let today: Day
  /// What was known by its end; nil for all.
  let asOf: Day?
  /// How many resources were written, and about how many clients.
  private(set) var count = 0
  private(set) var told = 0

  /// What the trail says of it.
  var fields: [String] { ["fhir"] + plugins.map(\.id) }

  private var patients: String { FHIRSystem.store(store.id, "client") }

  mutating func write(to sink: any ByteSink) throws {
    let bundle = FHIRBundle(day: today, to: sink)
    try bundle.begin()
    var forms: [String: BundledForm] = [:]
    for plugin in plugins {
      let form = BundledForm(plugin, hidden: policy.hidden(plugin), tongue)
      let id = store.resources.uuid("questionnaire", [plugin.id, plugin.version])
      try bundle.add(id, form.questionnaire.resource(id: id))
      forms[plugin.id] = form
    }
    try store.eachFile(of: clients, through: Set(plugins.map(\.id)), until: asOf) { file in
      let before = bundle.count
      defer { if bundle.count > before { told += 1 } }
      for entered in file.registrations {
        guard let form = forms[entered.instrument] else { continue }
        try add(entered, of: file.client, form, to: bundle)
      }
      for kept in file.consents {
        let id = store.resources.uuid("consent", [file.client, "\(kept.row)"])
        let consent = FHIRConsent(
          id: id, kept.consent, patient: patient(file.client), recorded: kept.on, on: today, tongue)
        try bundle.add(id, consent.resource)
      }
    }
    try bundle.end()
    count = bundle.count
  }

  private func add(
    _ entered: ClientFile.Entered, of client: String, _ form: BundledForm, to bundle: FHIRBundle
  ) throws {
    let kept = entered.registration
    let key = [client, entered.instrument, "\(kept.on)", kept.contributor ?? ""]
    let id = store.resources.uuid("response", key)
    let organisation = self.organisation(entered.organisation)
    let response = form.response(
      kept, id: id, subject: patient(client), author: organisation)
    try bundle.add(id, form.questionnaire.resource(response))
    let provenance = FHIRProvenance(
      id: store.resources.uuid("provenance", key), target: id, filledOn: kept.on,
      enteredOn: entered.enteredOn, enterer: enterer(entered.operatorName),
      organisation: organisation, instrument: form.plugin.description, version: kept.version)
    try bundle.add(provenance.id, provenance.resource)
  }

  private func patient(_ client: String) -> FHIRValue {
    .identified("Patient", patients, client)
  }

  private func organisation(_ code: String) -> FHIRValue? {
    code == "unstated" || code.isEmpty
      ? nil : .identified("Organization", FHIRSystem.organisation, code)
  }

  /// A person, whose name stays in the store.
  private func enterer(_ name: String) -> FHIRValue {
    .identified(
      "Practitioner", FHIRSystem.store(store.id, "operator"),
      store.resources.uuid("operator", [name]))
  }
}

extension BundleMaker {
  /// What is not in it though somebody may expect it; empty when there is nothing.
  func leftOut(_ tongue: Tongue) -> String {
    if missing.isEmpty { return "" }
    let names = missing.joined(separator: ", ")
    return tongue == .nl
      ? "weggelaten: registraties met \(names), want dat instrument is hier niet geladen\n"
      : "left out: registrations through \(names), for that instrument is not loaded here\n"
  }

  func written(_ path: String, _ tongue: Tongue) -> String {
    return tongue == .nl
      ? "\(path) geschreven (\(Counted.client.text(told, .nl)), \(Counted.resource.text(count, .nl)))\n"
      : "wrote \(path) (\(Counted.client.text(told, .en)), \(Counted.resource.text(count, .en)))\n"
  }
}

/// An instrument as a questionnaire, and how its registrations become responses.
struct BundledForm {
  let plugin: LoadedPlugin
  let questionnaire: any FHIRForm
  /// The items whose answers may go out, with the names under which they are kept.
  private let items: [(item: Item, name: String)]
  /// The thresholds that one item alone judges.
  private let judgedOnce: Set<String>
  private let derivable: Set<String>

  init(_ plugin: LoadedPlugin, hidden: Set<String>, _ tongue: Tongue) {
    self.plugin = plugin
    derivable = plugin.scoresByLevel
    if let original = plugin.questionnaire {
      questionnaire = FHIROriginal(original, tongue)
    } else {
      questionnaire = FHIRQuestionnaire(
        plugin.description, version: plugin.version, sections: plugin.sections, form: plugin.form,
        hidden: hidden, tongue)
    }
    items = plugin.form.items.compactMap { item in
      hidden.contains(item.id) || BundledForm.isSealed(item)
        ? nil : (item, item.keptName(in: plugin.id))
    }
    var judges: [String: Int] = [:]
    for item in plugin.form.items {
      if case .threshold(let threshold, _)? = item.link { judges[threshold.code, default: 0] += 1 }
    }
    judgedOnce = Set(judges.filter { $0.value == 1 }.keys)
  }

  private static func isSealed(_ item: Item) -> Bool {
    if case .note = item.type { return true }
    guard case .field(let name)? = item.link else { return false }
    guard let field = FieldCatalog.standard.field(name) else { return true }
    return field.home == .sealed || field.group == .identity || field.group == .notes
  }

  func response(
    _ kept: Registration, id: String, subject: FHIRValue, author: FHIRValue?
  ) -> FHIRQuestionnaire.Response {
    var answers: [String: String] = [:]
    var rows: [String: [[String: String]]] = [:]
    var absences: [String: Absence] = [:]
    let keptRows = kept.rows
    for (item, name) in items {
      if item.id == "filled-on" {
        answers[item.id] = "\(kept.on)"
      } else if case .table(let columns) = item.type {
        let cells =
          item.actionsOwner.map { owner in
            kept.actions(of: owner, in: name).map { told in
              Dictionary(uniqueKeysWithValues: told.map { ($0.key.rawValue, $0.value) })
            }
          } ?? keptRows[name]
        let open = Set(columns.filter { !BundledForm.isSealed($0) }.map(\.id))
        rows[item.id] = cells?.map { row in row.filter { open.contains($0.key) } }
      } else if let answer = kept.answer(to: item, of: plugin.id, derivable) {
        answers[item.id] = answer
      } else if case .threshold(let threshold, _)? = item.link,
        judgedOnce.contains(threshold.code),
        case .absent(let absence)? = kept.finding(threshold)
      {
        absences[item.id] = absence
      }
    }
    return FHIRQuestionnaire.Response(
      id: id, subject: subject, author: author, on: kept.on, answers: answers, rows: rows,
      absences: absences)
  }
}

extension Session {
  /// Writes what some clients answered and permit as a bundle.
  func exportBundle(
    _ outcome: QueryRunner.Outcome, _ ref: ExportRef, _ query: Query, _ tell: (String) -> Void
  ) throws {
    var bundle = try bundle(outcome.frame, ref, query)
    let file = ExportFile(
      path: ref.path, fields: bundle.fields, count: outcome.frame.rowCount
    ) { file in
      try bundle.write(to: StoppableSink(file.sink, isStopped: self.isCancelled))
    }
    try appear([file], ref, query, tell)
    tell(bundle.leftOut(tongue))
    if ref.path != "-" { tell(bundle.written(ref.path, tongue)) }
  }

  /// - Throws: ``UnmovedAnswers``, and what the store throws.
  func bundle(_ frame: Frame, _ ref: ExportRef, _ query: Query) throws -> BundleMaker {
    guard let store else { throw StoreError(.notAStore) }
    var clients: [String] = []
    var seen: Set<Int32> = []
    if let column = frame.column("client"), let pool = column.pool {
      for cell in column.cells where seen.insert(cell).inserted { clients.append(pool[Int(cell)]) }
    }
    let found = try store.instruments(of: clients, until: query.asOf)
    let used = plugins.filter {
      ref.instruments.isEmpty ? found.contains($0.id) : ref.instruments.contains($0.id)
    }.sorted { $0.id < $1.id }
    for plugin in used { try ready(plugin) }
    let missing =
      ref.instruments.isEmpty ? found.subtracting(plugins.map(\.id)).sorted() : []
    return BundleMaker(
      store: store, clients: clients, plugins: used, missing: missing, policy: policy,
      tongue: tongue, today: query.asOf ?? today, asOf: query.asOf)
  }
}
