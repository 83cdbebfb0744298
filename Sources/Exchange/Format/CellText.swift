import Cohort
import InstrumentKit
import Profile

/// How a format writes values of each kind.
enum CellStyle: Hashable, Sendable {
  /// Fields between separators.
  case separated(UInt8)
  /// Fields between tabs, with signs of their own for what would end a field or a row.
  case tabbed
  case json
  /// Values by themselves, with the words of files: whoever takes them writes them in a format.
  case plain
  /// Values by themselves, with the words of a language.
  case words(Tongue)
  case html(Tongue)
  case markdown(Tongue)
  case terminal(Tongue)

  /// The language of codes; files always have English ones.
  var tongue: Tongue {
    switch self {
    case .separated, .tabbed, .json, .plain: .en
    case .markdown(let tongue), .terminal(let tongue), .html(let tongue), .words(let tongue): tongue
    }
  }
}

/// Writes the cells of one column as bytes.
struct CellText {
  let column: Column
  let style: CellStyle
  /// The bytes of each code of the column's list.
  private let codes: [[UInt8]]
  private let fractionDigits: Int?
  /// Whether it may hold words of the store's own, which people read in their language.
  private let isTold: Bool

  init(_ column: Column, _ style: CellStyle) {
    self.column = column
    self.style = style
    let list = column.type == .level ? Names.levels : column.type.list
    codes = (list?.codes ?? []).map { CellText.quoted(CellText.word($0, style), style) }
    fractionDigits = CellText.digits(column, style)
    isTold = style.tongue == .nl && Names.isTold(column.name)
  }

  /// What stands for a value that is not known.
  var missing: [UInt8] {
    if column.type == .level {
      return CellText.quoted(CellText.word(Names.notAssessed, style), style)
    }
    switch style {
    case .separated, .tabbed, .markdown, .plain, .words: return []
    case .html(let tongue):
      return Array("<i>\(tongue == .nl ? "onbekend" : "unknown")</i>".utf8)
    case .json: return Array("null".utf8)
    case .terminal: return Array("–".utf8)
    }
  }

  /// Appends the value of a known cell; a value that its type does not have counts as missing.
  func append(_ raw: Int32, to bytes: inout [UInt8]) {
    switch column.type {
    case .text, .note, .words: appendText(raw, to: &bytes)
    case .code: appendCode(Int(raw), to: &bytes)
    case .level: appendCode(Int(raw) - 1, to: &bytes)
    case .codes: appendCodes(raw, to: &bytes)
    case .flag: appendFlag(raw != 0, to: &bytes)
    case .count, .percent: CellText.append(Int(raw), to: &bytes)
    case .decimal: appendDecimal(Int(raw), to: &bytes)
    case .day: appendDay(Day(number: raw), to: &bytes)
    case .quarter: bytes += CellText.quoted(Quarter(number: raw).description, style)
    }
  }

  private func appendCode(_ place: Int, to bytes: inout [UInt8]) {
    bytes += codes.indices.contains(place) ? codes[place] : missing
  }

  private func appendCodes(_ mask: Int32, to bytes: inout [UInt8]) {
    let between: [UInt8] =
      switch style {
      case .separated, .tabbed, .plain: [UInt8(ascii: ";")]
      case .json: [UInt8(ascii: ",")]
      case .markdown, .terminal, .html, .words: Array(", ".utf8)
      }
    // A list is one field: between semicolons it needs quotes.
    let isQuoted = style == .separated(UInt8(ascii: ";")) && mask.nonzeroBitCount > 1
    if style == .json { bytes.append(UInt8(ascii: "[")) }
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    var isFirst = true
    for place in codes.indices.prefix(30) where mask >> Int32(place) & 1 != 0 {
      if !isFirst { bytes += between }
      isFirst = false
      bytes += codes[place]
    }
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    if style == .json { bytes.append(UInt8(ascii: "]")) }
  }

  private func appendFlag(_ flag: Bool, to bytes: inout [UInt8]) {
    let word =
      switch (style, flag) {
      case (.json, true): "true"
      case (.json, false): "false"
      case (_, true): style.tongue == .nl ? "ja" : "yes"
      case (_, false): style.tongue == .nl ? "nee" : "no"
      }
    bytes += Array(word.utf8)
  }

  private func appendDay(_ day: Day, to bytes: inout [UInt8]) {
    bytes += CellText.quoted(day.description, style)
  }

  private func appendText(_ raw: Int32, to bytes: inout [UInt8]) {
    guard let pool = column.pool, raw >= 0, raw < pool.count else {
      bytes += missing
      return
    }
    guard isTold else { return TextEscape.append(pool.utf8(Int(raw)), style, to: &bytes) }
    let words = Names.told(pool[Int(raw)], in: column.name, style.tongue)
    TextEscape.append(Array(words.utf8), style, to: &bytes)
  }

  private func appendDecimal(_ place: Int, to bytes: inout [UInt8]) {
    guard column.decimals.indices.contains(place), column.decimals[place].isFinite else {
      bytes += missing
      return
    }
    let value = column.decimals[place]
    if let fractionDigits {
      bytes += Array(DecimalText.rounded(value, digits: fractionDigits).utf8)
    } else {
      bytes += Array(DecimalText.exact(value).utf8)
    }
  }
}

extension CellText {
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    bytes += Array(String(number).utf8)
  }

  /// A word or a day, which needs quotes in json only.
  private static func quoted(_ word: String, _ style: CellStyle) -> [UInt8] {
    style == .json ? Array("\"\(word)\"".utf8) : Array(word.utf8)
  }

  private static func word(_ code: CodeList.Code, _ style: CellStyle) -> String {
    style.tongue == .nl ? code.nl : code.en
  }

  /// On a page all numbers of a column have as many digits; files get them exactly.
  private static func digits(_ column: Column, _ style: CellStyle) -> Int? {
    switch style {
    case .separated, .tabbed, .json, .plain: return nil
    case .markdown, .terminal, .html, .words:
      return column.decimals.allSatisfy { $0 == $0.rounded() } ? 0 : 2
    }
  }
}
