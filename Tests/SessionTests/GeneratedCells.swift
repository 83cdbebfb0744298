import InstrumentKit
import Profile
import TestSupport

@testable import Session

/// Cells as people and programs leave them in files: right, nearly right, and hostile.
struct GeneratedCells {
  var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  static let hostile: [String] = [
    ",", ";", ",,", ";;", ",;,", " ", "-", ".", "\"", "'", "=1+1", "-1", "0", "00", "007",
    "999999999", "1000000000", "2147483647", "2147483648", "-2147483648", "9223372036854775808",
    "99999999999999999999999999", "1e308", "1.5", "NaN", "0001-01-01", "9999-12-31", "0000-00-00",
    "2012-02-29", "2013-02-29", "2012-13-01", "2012-12-31,", ",2012-12-31", "9999-12-31,employment",
    "yes", "no", "ja", "maybe", "null", "T001", "\u{1B}[2J", "\u{202E}", "é", "e\u{301}", "👩‍👧", "\n",
    "\t", "../x", "{n}", "{{", "}}", "\u{0}", "x,y,z;x,y,z", "2012-01-01;2012-01-01",
  ]

  mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.randomElement(using: &generator)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &generator) }

  /// A cell for one column of a form.
  mutating func cell(_ item: Item) -> String {
    switch below(10) {
    case 0: return pick(Self.hostile) ?? ""
    case 1:
      return String(repeating: pick([",", ";", "9", "x", " ", "é"]) ?? "", count: below(3000))
    case 2: return broken(right(item))
    case 3:
      return (0..<below(70)).map { _ in right(item) }.joined(separator: pick([",", ";"]) ?? ";")
    case 4: return (pick(Self.hostile) ?? "") + (pick(Self.hostile) ?? "")
    default: return right(item)
    }
  }

  /// A cell with a letter more, less or another.
  mutating func broken(_ cell: String) -> String {
    var letters = Array(cell)
    let place = below(letters.count + 1)
    switch below(3) {
    case 0: letters.insert(Character(pick(Self.hostile.filter { $0.count == 1 }) ?? ","), at: place)
    case 1: if place < letters.count { letters.remove(at: place) }
    default: letters = Array(letters.prefix(place))
    }
    return String(letters)
  }

  /// A cell as the item takes it.
  mutating func right(_ item: Item) -> String {
    if case .specifications? = item.link { return pick(Specification.all.map(\.code)) ?? "" }
    if item.actionsOwner != nil {
      let days = pick(["", ",2012-01-01", ",2012-01-01,2013-01-01", ",,2013-01-01"]) ?? ""
      return (pick(Names.action.codes.map(\.en)) ?? "") + days
    }
    if case .field(let name)? = item.link, let type = FieldCatalog.standard.field(name)?.type {
      return right(type)
    }
    return right(item.type)
  }

  private mutating func right(_ type: FieldType) -> String {
    switch type {
    case .code(let list), .codes(let list): return pick(list.codes.map(\.en)) ?? ""
    case .level: return pick(Names.levels.codes.map(\.en)) ?? ""
    case .flag: return pick(["yes", "no"]) ?? ""
    case .day: return day()
    case .count, .percent, .decimal, .quarter: return "\(below(120))"
    case .text, .note, .words: return pick(["Kortrijk", "Leuven, centrum", "05", "x"]) ?? ""
    }
  }

  private mutating func right(_ type: AnswerType) -> String {
    switch type {
    case .one(let options), .many(let options): return pick(options.map(\.code)) ?? ""
    case .level(let scale): return pick(scale.steps.map(\.code)) ?? ""
    case .flag: return pick(["yes", "no"]) ?? ""
    case .day: return day()
    case .count: return "\(below(40))"
    case .percent: return "\(below(101))"
    case .number(let range): return pick(["\(range.lowerBound)", "\(range.upperBound)"]) ?? ""
    case .country: return pick(Country.codes) ?? ""
    case .table(let columns): return columns.map { right($0) }.joined(separator: ",")
    default: return pick(["Kortrijk", "x y", "1"]) ?? ""
    }
  }

  mutating func day() -> String {
    pick(["2012-01-31", "2012-12-31", "1980-02-29", "0001-01-01", "9999-12-31", "2013-01-01"]) ?? ""
  }
}
