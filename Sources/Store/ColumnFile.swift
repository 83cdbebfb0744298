import Cohort
import Foundation
import InstrumentKit
import Profile
import Seal

/// What stands where in the sealed file of columns.
struct ColumnFile: Codable {
  /// One column or plane: sealed pieces one after the other.
  struct Part: Codable {
    let kind: String
    let name: String
    let type: String
    let rows: Int
    /// Bytes a value: 1, 2, 4, or 8 for planes.
    let width: Int
    let offset: Int
    /// Where a pool starts, its bytes and its number of texts; 0 when there is none.
    let poolOffset: Int
    let poolBytes: Int
    let poolCount: Int
  }

  static let magic = Array("DREMPEL-COLUMNS3".utf8)
  /// Bytes of content in a sealed piece.
  static let pieceSize = 1 << 20

  /// The files beside a store.
  enum Name: String {
    /// All clients.
    case all = "columns"
    /// Those of whom something changed since that file was made.
    case changed = "columns-changed"
  }

  let store: String
  /// What is told in it.
  let point: ColumnPoint
  /// By which law the columns were made.
  let law: String
  /// Random, so that no two files are sealed alike.
  let salt: String
  let counts: [String: Int]
  /// Of a file of changed clients: the file of all to which it belongs.
  var base: String?
  /// Of a file of changed clients: the codes of those who are in no table any more.
  var gone: [String] = []
  var parts: [Part] = []

  var identity: String { "\(store)/\(law)/\(salt)" }

  /// How long some content is when sealed.
  static func sealedLength(_ bytes: Int) -> Int {
    bytes + (bytes + pieceSize - 1) / pieceSize * ChunkSealer.overhead
  }

  static func name(of plane: PlaneName) -> String {
    switch plane {
    case .levels: "levels"
    case .absences: "absences"
    case .specifications: "specifications"
    case .specified: "specified"
    case .accepted(let instrument): "accepted.\(instrument)"
    }
  }

  /// The plane of a name.
  static func plane(_ name: String) -> PlaneName? {
    switch name {
    case "levels": .levels
    case "absences": .absences
    case "specifications": .specifications
    case "specified": .specified
    default: name.hasPrefix("accepted.") ? .accepted(instrument: String(name.dropFirst(9))) : nil
    }
  }

  static func type(
    _ text: String, _ column: String, kind: RowKind, types: ItemTypes
  ) -> FieldType? {
    switch text {
    case "text": .text
    case "level": .level
    case "flag": .flag
    case "count": .count
    case "percent": .percent
    case "day": .day
    case "list":
      switch (kind, column) {
      case (.origins, _): .code(Names.thresholds)
      case (.actions, "action"): .code(Names.action)
      case (.actions, "action-group"): .code(Names.actionGroup)
      case (.actions, "organisation"): .code(Names.organisation)
      default: types.type(of: column)
      }
    default: nil
    }
  }

  static func word(_ type: FieldType) -> String {
    switch type {
    case .text, .note, .words: "text"
    case .code, .codes: "list"
    case .level: "level"
    case .flag: "flag"
    case .count: "count"
    case .percent: "percent"
    case .day: "day"
    case .decimal, .quarter: "none"
    }
  }
}

/// Values in as few bytes as they need; the highest codes stand for the absences.
enum Narrow {
  static func width(_ cells: [Int32]) -> Int {
    var least: Int32 = 0
    var greatest: Int32 = 0
    for cell in cells where Cell(raw: cell).isKnown {
      least = min(least, cell)
      greatest = max(greatest, cell)
    }
    return least < 0 ? 4 : greatest < 252 ? 1 : greatest < 65_532 ? 2 : 4
  }

  static func bytes(_ cells: [Int32], width: Int) -> [UInt8] {
    switch width {
    case 1: return cells.map { UInt8(truncatingIfNeeded: code($0, 252)) }
    case 2:
      return cells.flatMap { cell -> [UInt8] in
        let value = UInt16(truncatingIfNeeded: code(cell, 65_532))
        return [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)]
      }
    default: return cells.withUnsafeBytes { Array($0) }
    }
  }

  private static func code(_ cell: Int32, _ first: Int32) -> Int32 {
    Cell(raw: cell).isKnown ? cell : first &+ (cell &- Int32.min)
  }

  static func cells(_ bytes: UnsafeRawBufferPointer, width: Int, rows: Int) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: rows) { cells, count in
      switch width {
      case 1:
        for row in 0..<rows {
          let value = Int32(bytes[row])
          cells[row] = value < 252 ? value : Int32.min &+ (value &- 252)
        }
      case 2:
        for row in 0..<rows {
          let value = Int32(bytes.loadUnaligned(fromByteOffset: row * 2, as: UInt16.self))
          cells[row] = value < 65_532 ? value : Int32.min &+ (value &- 65_532)
        }
      default:
        UnsafeMutableRawBufferPointer(cells).copyMemory(from: bytes)
      }
      count = rows
    }
  }
}
