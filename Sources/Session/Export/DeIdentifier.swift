import Cohort
import InstrumentKit
import Language
import Profile
import Seal

/// Makes people of a table unrecognisable: other names, moved days, bands and regions.
///
/// What could still tell somebody apart is counted: the smallest group of sex, age band and
/// region.
struct DeIdentifier {
  let lineage: Lineage
  let pseudonyms: Pseudonyms

  struct Made {
    let frame: Frame
    /// Columns that cannot go out.
    let dropped: [String]
    /// The columns that the groups are made by.
    let by: [String]
    let smallestGroup: Int
  }

  func made(_ frame: Frame) -> Made {
    if lineage.isGrouped {
      let counts = frame.column("count")?.cells ?? []
      return Made(
        frame: frame, dropped: [], by: frame.columns.dropLast().map(\.name),
        smallestGroup: counts.filter { Cell(raw: $0).isKnown }.map(Int.init).min() ?? 0)
    }
    let client = frame.columns.first { lineage.comes($0.name, from: "client") }
    let codes = client.map { Codes($0, pseudonyms) }
    var columns: [Column] = []
    var dropped: [String] = []
    for column in frame.columns {
      if let safe = safe(column, codes) {
        columns.append(safe)
      } else {
        dropped.append(column.name)
      }
    }
    let people = client.map(\.name)
    let made = Frame(columns: columns, rowCount: frame.rowCount, leftOut: frame.leftOut)
    let groups = smallest(made, people: people)
    // The order of codes would tell them; the order of what stands there tells nothing.
    let order = (people.map { [$0] } ?? []) + columns.map(\.name)
    return Made(
      frame: made.sorted(by: order.map { (name: $0, descending: false) }), dropped: dropped,
      by: groups.by, smallestGroup: groups.size)
  }

  /// The column as it may go out, nil when it may not.
  private func safe(_ column: Column, _ codes: Codes?) -> Column? {
    func comes(_ field: String) -> Bool { lineage.comes(column.name, from: field) }
    if comes("client") { return column.type == .text ? codes?.named(column.name) : nil }
    if column.type.list == .countries || comes("birth-year") { return nil }
    if comes("commune") { return DeIdentifier.region(column) }
    if comes("age") { return column.type == .count ? DeIdentifier.band(column) : nil }
    switch column.type {
    case .day: return codes?.moved(column)
    case .text: return isClosed(column.name) ? column : nil
    case .note, .words, .quarter: return nil
    case .code, .codes, .level, .flag, .count, .percent, .decimal: return column
    }
  }

  /// Texts that are words of the program, and never somebody's own.
  private func isClosed(_ name: String) -> Bool {
    (lineage.origins[name] ?? [name]).allSatisfy { origin in
      DeIdentifier.closed.contains(origin) || origin.hasSuffix(".source")
    }
  }

  private static let closed: Set<String> = [
    "instrument", "version", "measure", "rule", "item", "source", "source-before", "source-after",
    "advised", "decided", "organisation", "contributor",
  ]

  private static func region(_ column: Column) -> Column {
    let name = column.name == "commune" ? "region" : column.name
    var known: [Int32: Int32] = [:]
    let cells = column.cells.map { raw -> Int32 in
      guard let pool = column.pool, Cell(raw: raw).isKnown, pool.count > raw else {
        return Cell.unknown.raw
      }
      if let place = known[raw] { return place }
      let place = Region.place(of: pool[Int(raw)]).map(Int32.init) ?? Cell.unknown.raw
      known[raw] = place
      return place
    }
    return Column(name, .code(Region.list), cells)
  }

  static let bands: CodeList = {
    let middle = stride(from: 15, to: 85, by: 5).map { age in
      CodeList.Code(en: "\(age)-to-\(age + 4)", nl: "\(age)-tot-\(age + 4)")
    }
    return CodeList(
      "age-band",
      [.init(en: "under-15", nl: "onder-15")] + middle + [.init(en: "from-85", nl: "vanaf-85")])
  }()

  private static func band(_ column: Column) -> Column {
    let cells = column.cells.map { raw -> Int32 in
      guard Cell(raw: raw).isKnown else { return raw }
      return raw < 15 ? 0 : min((raw - 15) / 5 + 1, Int32(bands.codes.count - 1))
    }
    return Column(column.name == "age" ? "age-band" : column.name, .code(bands), cells)
  }

  /// How many people share what a stranger may know of them, in the smallest group.
  private func smallest(_ frame: Frame, people: String?) -> (size: Int, by: [String]) {
    let by = frame.columns.filter { column in
      column.type == .code(Region.list) || column.type == .code(DeIdentifier.bands)
        || lineage.comes(column.name, from: "sex")
    }
    let client = people.flatMap(frame.column)
    var groups: [[Int32]: Set<Int32>] = [:]
    for row in 0..<frame.rowCount {
      groups[by.map { $0.cells[row] }, default: []].insert(client?.cells[row] ?? Int32(row))
    }
    return (groups.values.map(\.count).min() ?? 0, by.map(\.name))
  }
}

/// The clients of a table by their other names.
private struct Codes {
  private let client: Column
  private var names: [Int32: String] = [:]
  private var shifts: [Int32: Int32] = [:]

  init(_ client: Column, _ pseudonyms: Pseudonyms) {
    self.client = client
    guard let pool = client.pool else { return }
    for raw in Set(client.cells) where Cell(raw: raw).isKnown && pool.count > raw {
      let code = pool.utf8(Int(raw))
      names[raw] = pseudonyms.name(of: code)
      shifts[raw] = pseudonyms.shift(of: code)
    }
  }

  func named(_ name: String) -> Column {
    var words = WordPool()
    let cells = client.cells.map { raw in
      names[raw].map { words.place(of: $0) } ?? Cell.unknown.raw
    }
    return Column(name, .text, cells, pool: words.pool)
  }

  func moved(_ column: Column) -> Column {
    let cells = zip(column.cells, client.cells).map { day, client -> Int32 in
      guard Cell(raw: day).isKnown, let shift = shifts[client] else { return Cell.unknown.raw }
      return day + shift
    }
    return Column(column.name, .day, cells)
  }
}
