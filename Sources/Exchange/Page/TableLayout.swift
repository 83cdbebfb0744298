import Profile

/// Columns of texts set for a width: numbers to the right, texts to the left.
struct TableLayout {
  /// What a column holds, and so whether its values may be cut.
  enum Kind {
    case number, day, word, text
  }

  static let gap = 2
  /// Words and texts are not cut to less than this.
  private static let leastText = 8
  /// Headings of other columns are not cut to less than this.
  private static let leastHeading = 5
  let headings: [String]
  let kinds: [Kind]
  let widths: [Int]

  /// - Parameters:
  ///   - contents: the widest value of each column.
  ///   - width: nil when lines may be as long as they like.
  init(headings: [String], kinds: [Kind], contents: [Int], width: Int?) {
    self.headings = headings.map { ValueText.shown($0) }
    self.kinds = kinds
    var widths = zip(self.headings, contents).map { max(DisplayWidth.of($0), $1) }
    if let width {
      // Texts give way first, then headings, then words; numbers and days are never cut.
      func places(_ wanted: (Kind) -> Bool) -> [Int] { kinds.indices.filter { wanted(kinds[$0]) } }
      TableLayout.shrink(&widths, places { $0 == .text }, to: width) { _ in TableLayout.leastText }
      TableLayout.shrink(&widths, places { $0 != .text }, to: width) {
        max(contents[$0], TableLayout.leastHeading)
      }
      TableLayout.shrink(&widths, places { $0 == .word }, to: width) { _ in TableLayout.leastText }
    }
    self.widths = widths
  }

  /// Takes from the widest of some columns until all columns fit or none can give more.
  private static func shrink(
    _ widths: inout [Int], _ columns: [Int], to width: Int, least: (Int) -> Int
  ) {
    var excess = widths.reduce(0, +) + gap * max(0, widths.count - 1) - width
    while excess > 0 {
      let candidates = columns.filter { widths[$0] > least($0) }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  /// The columns of each table when all do not fit beside each other: the first column tells in
  /// each whose row it is.
  static func blocks(
    headings: [String], kinds: [Kind], contents: [Int], width: Int?
  ) -> [[Int]] {
    let all = Array(headings.indices)
    guard let width, let first = all.first else { return [all] }
    let sizes = all.map { place in
      let content = kinds[place] == .text ? min(contents[place], leastText) : contents[place]
      return max(DisplayWidth.of(ValueText.shown(headings[place])), content)
    }
    var blocks: [[Int]] = []
    var used = 0
    for place in all.dropFirst() {
      if blocks.isEmpty || used + gap + sizes[place] > width {
        blocks.append([first])
        used = sizes[first]
      }
      blocks[blocks.count - 1].append(place)
      used += gap + sizes[place]
    }
    return blocks.isEmpty ? [all] : blocks
  }

  func appendHeading(to line: inout [UInt8]) {
    for (place, heading) in headings.enumerated() {
      append(Array(heading.utf8), DisplayWidth.of(heading), place, to: &line)
    }
    end(&line)
  }

  /// Appends one value, with the room that its column takes.
  func append(_ bytes: some Collection<UInt8>, _ size: Int, _ place: Int, to line: inout [UInt8]) {
    if place > 0 { line.append(contentsOf: repeatElement(0x20, count: TableLayout.gap)) }
    let width = widths[place]
    if size > width {
      let cut = DisplayWidth.truncated(String(decoding: bytes, as: UTF8.self), to: width)
      let rest = width - DisplayWidth.of(cut)
      line.append(contentsOf: cut.utf8)
      line.append(contentsOf: repeatElement(0x20, count: max(0, rest)))
      return
    }
    let padding = repeatElement(UInt8(0x20), count: width - size)
    if kinds[place] == .number { line.append(contentsOf: padding) }
    line.append(contentsOf: bytes)
    if kinds[place] != .number { line.append(contentsOf: padding) }
  }

  /// Ends a line, without the spaces before its end.
  func end(_ line: inout [UInt8]) {
    while line.last == 0x20 { line.removeLast() }
    line.append(0x0A)
  }
}
