import Exchange
import InstrumentKit
import PluginHost
import Profile
import Store

/// Lays what a row of a file says in its columns over what an entry of its key says.
final class EntryOverlay {
  private let plan: ImportPlan
  private let plugin: LoadedPlugin
  private let sealer: RegistrationSealer
  /// Judges an entry by all that its instrument asks.
  private var whole: RowJudge
  private let header: [String]
  private let derivable: Set<String>
  private let rows: RowsAgain
  /// What the last row changes in the entry.
  private(set) var change: EntryChange?

  /// What keeps an entry from being read as its instrument asks today.
  struct Unread: Error {
    let fault: RowFault
  }

  init(
    _ plugin: LoadedPlugin, _ plan: ImportPlan, _ sealer: RegistrationSealer, _ rows: RowsAgain
  ) throws {
    (self.plugin, self.plan, self.sealer, self.rows) = (plugin, plan, sealer, rows)
    derivable = plugin.scoresByLevel
    header =
      ["client", "filled-on"]
      + plugin.form.items.filter { $0.id != "filled-on" }.flatMap { item in
        [item.id] + (item.openOptions.isEmpty ? [] : item.wordsSuffixes.map { item.id + $0 })
      }
    whole = RowJudge(try ImportPlan(plugin, header: header, reference: plan.reference))
  }

  /// - Throws: ``Unread`` when the entry, or what would come of it, is not what the form allows.
  func laid(_ line: Int, of block: CSVBlock, over kept: KeptContent) throws -> LaidOver? {
    guard let row = try rows.draft(line, of: block) else { return nil }
    let entry = try draft(of: kept, row.client, line)
    var merged = entry
    merged.client = row.client
    merged.filledOn = row.filledOn
    lay(row, over: &merged)
    if let fault = whole.judge(merged, line: line).first { throw Unread(fault: fault) }
    merged = whole.row
    merged.isPart = kept.registration.answered == nil
    // All that the form asks of who it is stands in the draft; what it does not ask stays.
    merged.coveredIdentity = Set(identityNames.values)
    let answers = EntryChange.answers(from: entry, to: merged, of: plugin)
    change = EntryChange(client: row.client, on: Day(number: row.filledOn), answers: answers)
    return LaidOver(registration: try sealer.prepare(merged), isSame: answers.isEmpty)
  }

  /// How the row of a line is laid over an entry; nil where there is no such row.
  func laying(_ line: Int, of block: CSVBlock?) -> ((KeptContent) throws -> LaidOver?)? {
    block.map { block in { [self] kept in try laid(line, of: block, over: kept) } }
  }

  private func lay(_ row: RegistrationDraft, over draft: inout RegistrationDraft) {
    let isTold = plan.roles.contains { if case .specifications = $0 { true } else { false } }
    var words: Set<Specification> = []
    for role in plan.roles {
      switch role {
      case .item(let place, _):
        draft.take(place, of: row)
        if case .field("national-number")? = plan.form.items[place].link {
          draft.number = row.number
        }
        if isTold { words.formUnion(plan.form.items[place].specified) }
      case .absence(_, let place): layReason(row, place, over: &draft)
      case .besides(let place, let option):
        draft.besides.removeAll { $0.place == place && $0.option == option }
        draft.besides += row.besides.filter { $0.place == place && $0.option == option }
      case .specification(let word):
        let isAsked = plan.roles.contains {
          if case .item(let place, _) = $0 {
            plan.form.items[place].specified.contains(word)
          } else {
            false
          }
        }
        if isAsked { words.insert(word) }
      case .actions(let table):
        draft.actions.removeAll { $0.place == table.place }
        draft.actions += row.actions.filter { $0.place == table.place }
      case .table(let place, _):
        draft.table.removeAll { $0.place == place }
        draft.table += row.table.filter { $0.place == place }
      case .client, .filledOn, .specifications, .passedOver, .nameless: break
      }
    }
    let kept = Specification.all.filter {
      words.contains($0) ? row.specifications.contains($0) : draft.specifications.contains($0)
    }
    draft.specifications = SpecificationSet()
    for word in kept { draft.specifications.insert(word) }
  }

  /// A column of reasons alone says why there is no level, and a blank one that there is no reason.
  private func layReason(
    _ row: RegistrationDraft, _ place: Int, over draft: inout RegistrationDraft
  ) {
    let isAsked = plan.roles.contains {
      if case .item(place, _) = $0 { true } else { false }
    }
    guard !isAsked, case .level(let scale) = plan.form.items[place].type else { return }
    if Cell(raw: row.cells[place]).isKnown {
      draft.cells[place] = row.cells[place]
    } else if let step = Cell(raw: draft.cells[place]).value,
      case .absent = scale.steps[step].finding
    {
      draft.cells[place] = Cell.unknown.raw
    }
  }

  private var identityNames: [String: String] {
    var names: [String: String] = [:]
    for item in plugin.form.items {
      if case .field(let name)? = item.link,
        FieldCatalog.standard.field(name)?.group == .identity
      {
        names[item.id] = name
      }
    }
    return names
  }

  private func draft(
    of kept: KeptContent, _ client: String, _ line: Int
  ) throws -> RegistrationDraft {
    var answers = kept.registration.answers(through: plugin, derivable)
    for (item, field) in identityNames {
      if let value = kept.identity[field] { answers[item] = value }
    }
    answers["client"] = client
    answers["filled-on"] = "\(kept.registration.on)"
    var bytes: [UInt8] = []
    var ends = [0]
    for name in header {
      bytes += Array((answers[name] ?? "").utf8)
      ends.append(bytes.count)
    }
    // An empty answer has an address too.
    bytes.append(0)
    let faults = bytes.withUnsafeBufferPointer { bytes in
      whole.judge(line: line) { UnsafeBufferPointer(rebasing: bytes[ends[$0]..<ends[$0 + 1]]) }
    }
    if let fault = faults.first { throw Unread(fault: fault) }
    return whole.row
  }
}

/// The rows of a block judged once more: they are kept only where one of them is needed.
final class RowsAgain {
  private let blocks: CSVBlocks
  private let plan: ImportPlan
  private var block: CSVBlock?
  private var drafts: [Int: RegistrationDraft] = [:]

  init(_ blocks: CSVBlocks, _ plan: ImportPlan) { (self.blocks, self.plan) = (blocks, plan) }

  func draft(_ line: Int, of block: CSVBlock) throws -> RegistrationDraft? {
    if block !== self.block {
      self.block = block
      drafts = [:]
      var judge = RowJudge(plan)
      var scanner = blocks.scanner(block)
      while let outcome = scanner.next() {
        guard case .success(let row) = outcome, !row.isBlank else { continue }
        if judge.judge(line: row.line, field: { row[$0] }).isEmpty { drafts[row.line] = judge.row }
      }
    }
    return drafts[line]
  }
}

extension RegistrationDraft {
  /// Takes the answer to one item as another registration has it.
  fileprivate mutating func take(_ place: Int, of other: RegistrationDraft) {
    cells[place] = other.cells[place]
    texts.removeAll { $0.place == place }
    texts += other.texts.filter { $0.place == place }
  }
}

extension Item {
  /// The specifications of the threshold that it judges.
  fileprivate var specified: [Specification] {
    if case .threshold(let threshold, _)? = link { threshold.specifications } else { [] }
  }
}
