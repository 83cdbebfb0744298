import Cohort
import GRDB
import InstrumentKit
import Profile

/// Columns that fill from packs: each name gets its column when it first appears.
struct PackColumns {
  private let rows: Int
  private let names: [Int64: String]
  private let types: ItemTypes
  /// The column of each name id, -1 before it is known.
  private var placeOfName: [Int32]
  private var columns: [Filling] = []
  private var placeByName: [String: Int] = [:]
  /// Number of the pack that is being read.
  private var pack = 0
  /// Number of the entry that is being read, of which there may be several packs.
  private var entry = 0
  /// Whether that entry gives answers to questions that did not apply by its own answers.
  private(set) var hasAside = false
  /// Whether cells of tables become columns; among clients they have no place.
  private let takesTables: Bool

  /// A column while it is filled.
  private struct Filling {
    let name: String
    let type: FieldType
    var cells: [Int32]
    var pool = TextPool()
    /// The texts of the pool by their places, as far as they were looked for.
    var textPlaces: [String: Int32] = [:]
    /// What each word id means in this column, -1 before it is known.
    var meaning: [Int32]
    /// The pack whose list is being filled.
    var listPack = 0
    /// The entry that last said what is so.
    var entry = 0
  }

  init(rows: Int, names: [Int64: String], types: ItemTypes, takesTables: Bool = false) {
    self.takesTables = takesTables
    self.rows = rows
    self.names = names
    self.types = types
    placeOfName = [Int32](repeating: -1, count: Int(names.keys.max() ?? 0) + 1)
  }

  mutating func set(_ place: Int, _ row: Int, _ raw: Int32) { columns[place].cells[row] = raw }

  /// The packs that follow are of another entry.
  mutating func beginEntry() {
    entry += 1
    hasAside = false
  }

  /// How many columns there are so far.
  var count: Int { columns.count }

  /// The place of a column, nil where there is none so far.
  func place(of name: String) -> Int? { placeByName[name] }

  /// Whether the entry that is being read says what a column has, or that it does not apply.
  func isSaid(_ place: Int) -> Bool { columns[place].entry == entry }

  /// Whether it is known of a row what it has, or that it does not apply.
  func isAnswered(_ place: Int, _ row: Int) -> Bool {
    let cell = Cell(raw: columns[place].cells[row])
    return cell.isKnown || cell == Cell(.notApplicable)
  }

  func cell(_ place: Int, _ row: Int) -> Cell { Cell(raw: columns[place].cells[row]) }

  func isText(_ place: Int) -> Bool { columns[place].type == .text }

  func name(_ place: Int) -> String { columns[place].name }

  /// The text in a cell, nil where its column has none.
  func text(_ place: Int, _ row: Int) -> String? {
    guard columns[place].type == .text, let value = cell(place, row).value else { return nil }
    return columns[place].pool[value]
  }

  /// The raw value of a text in a column, which takes it up when it has none of it yet.
  mutating func raw(of text: String, in place: Int) -> Int32 {
    for new in columns[place].textPlaces.count..<columns[place].pool.count {
      columns[place].textPlaces[columns[place].pool[new]] = Int32(new)
    }
    if let known = columns[place].textPlaces[text] { return known }
    let new = Int32(columns[place].pool.append(Array(text.utf8)))
    columns[place].textPlaces[text] = new
    return new
  }

  /// Takes the answers of one pack that count; false when the bytes are no pack.
  ///
  /// - Parameter moves: how the answers of an earlier version are read.
  mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, to row: Int, moves: PackMoves? = nil
  ) -> Bool {
    var isKnown = true
    pack += 1
    let isWhole = Pack.each(bytes) { name, kind, isAside, value in
      if isAside {
        hasAside = true
        return
      }
      var (name, value) = (name, value)
      if let moves {
        guard let moved = moves.moved(name, kind, value) else { return }
        (name, value) = moved
      }
      guard let place = place(of: name, kind) else {
        isKnown = false
        return
      }
      if place == PackColumns.left { return }
      isKnown = set(place, kind, value, row) && isKnown
    }
    return isWhole && isKnown
  }

  private mutating func set(_ place: Int, _ kind: Pack.Kind, _ value: Int64, _ row: Int) -> Bool {
    if kind != .absence { columns[place].entry = entry }
    switch kind {
    case .number: columns[place].cells[row] = Int32(truncatingIfNeeded: value)
    case .absence:
      let absence = Absence(rawValue: UInt8(value & 3)) ?? .notAsked
      let before = columns[place].cells[row]
      // A later "cannot tell" does not hide an earlier answer; "does not apply" does.
      if absence == .notApplicable {
        columns[place].entry = entry
      } else if Cell(raw: before).isKnown || before == Cell(.notApplicable).raw {
        return true
      }
      columns[place].cells[row] = Cell(absence).raw
    case .word:
      guard let meaning = meaning(of: value, in: place) else { return false }
      columns[place].cells[row] = meaning
    case .words:
      if columns[place].listPack != pack {
        columns[place].listPack = pack
        columns[place].cells[row] = 0
      }
      if value == -1 { return true }
      guard let meaning = meaning(of: value, in: place), let mask = Cell.mask(Int(meaning)) else {
        return false
      }
      columns[place].cells[row] |= mask
    }
    return true
  }

  /// The place of a code in its list, or of a text in its pool.
  private mutating func meaning(of word: Int64, in place: Int) -> Int32? {
    guard columns[place].meaning.indices.contains(Int(word)) else { return nil }
    let known = columns[place].meaning[Int(word)]
    if known >= 0 { return known }
    guard let text = names[word] else { return nil }
    let meaning: Int32
    if let list = columns[place].type.list {
      guard let code = list.place(of: text) else { return nil }
      meaning = Int32(code)
    } else {
      meaning = Int32(columns[place].pool.append(Array(text.utf8)))
    }
    columns[place].meaning[Int(word)] = meaning
    return meaning
  }

  private mutating func place(of name: Int64, _ kind: Pack.Kind) -> Int? {
    guard placeOfName.indices.contains(Int(name)) else { return nil }
    let known = Int(placeOfName[Int(name)])
    if known >= 0 || known == PackColumns.left { return known }
    guard let text = names[name] else { return nil }
    if !takesTables, TableName.isCell(text) {
      placeOfName[Int(name)] = Int32(PackColumns.left)
      return PackColumns.left
    }
    let type = types.type(of: text) ?? (kind == .number ? .count : .text)
    let place = place(named: text, type)
    placeOfName[Int(name)] = Int32(place)
    return place
  }

  /// The place of what becomes no column.
  private static let left = -2

  /// The column of a name, made when there is none.
  mutating func place(named name: String, _ type: FieldType) -> Int {
    if let place = placeByName[name] { return place }
    columns.append(
      Filling(
        name: name, type: type, cells: [Int32](repeating: Cell.unknown.raw, count: rows),
        meaning: [Int32](repeating: -1, count: placeOfName.count)))
    placeByName[name] = columns.count - 1
    return columns.count - 1
  }

  func finished() -> [String: Column] {
    Dictionary(
      uniqueKeysWithValues: columns.map { filling in
        (
          filling.name,
          Column(
            filling.name, filling.type, filling.cells,
            pool: filling.type == .text ? filling.pool : nil)
        )
      })
  }
}

/// The types of fields, and of the items that belong to one instrument only.
struct ItemTypes: Sendable {
  private let own: [String: FieldType]

  init(_ database: Database) throws {
    var own: [String: FieldType] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT n.text, i.type, i.codes FROM item i JOIN name n ON n.id = i.name")
    while let row = try rows.next() {
      own[row[0]] = ItemTypes.type(row[1], codes: row[2], name: row[0])
    }
    self.own = own
  }

  func type(of name: String) -> FieldType? {
    FieldCatalog.standard.field(name)?.type ?? own[name] ?? own[TableName.column(name)]
  }

  private static func type(_ word: String, codes: String, name: String) -> FieldType {
    let list = CodeList(
      name, codes.split(separator: " ").map { .init(en: String($0), nl: String($0)) })
    switch word {
    case "code": return .code(list)
    case "codes": return .codes(list)
    case "flag": return .flag
    case "day": return .day
    case "percent": return .percent
    case "count": return .count
    default: return .text
    }
  }
}
