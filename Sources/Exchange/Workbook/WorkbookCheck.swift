import CXlsxWriter

/// Reads a workbook back before it gets its name.
///
/// On a full disk the library loses rows of its temporary files without a word and closes a
/// shorter workbook as a good one; so each sheet is unpacked and its cells are counted.
struct WorkbookCheck {
  struct Size: Hashable {
    let cells: Int
  }

  let path: String

  /// - Throws: ``ExchangeError`` `diskFull` when something is missing.
  func check(_ bytes: UnsafeRawBufferPointer, _ expected: [Size]) throws {
    let entries = try directory(bytes).filter { $0.name.hasPrefix("xl/worksheets/sheet") }
    guard entries.count == expected.count else { throw lost }
    for (place, size) in expected.enumerated() {
      guard let entry = entries.first(where: { $0.name == "xl/worksheets/sheet\(place + 1).xml" })
      else { throw lost }
      guard try counted(entry, bytes) == size else { throw lost }
    }
  }

  private var lost: ExchangeError { ExchangeError(.diskFull, path: path) }

  private struct Entry {
    let name: String
    let checksum: UInt32
    let packed: Int
    let start: Int
  }

  private func number(_ bytes: UnsafeRawBufferPointer, _ place: Int, _ size: Int) throws -> Int {
    guard place >= 0, place + size <= bytes.count else { throw lost }
    return (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  /// The table of contents at the end of a zip file; it has no comment here.
  private func directory(_ bytes: UnsafeRawBufferPointer) throws -> [Entry] {
    let end = bytes.count - 22
    guard try number(bytes, end, 4) == 0x0605_4b50 else { throw lost }
    let count = try number(bytes, end + 10, 2)
    var place = try number(bytes, end + 16, 4)
    return try (0..<count).map { _ in
      guard try number(bytes, place, 4) == 0x0201_4b50 else { throw lost }
      let nameLength = try number(bytes, place + 28, 2)
      let rest = try number(bytes, place + 30, 2) + number(bytes, place + 32, 2)
      _ = try number(bytes, place + 46 + nameLength - 1, 1)
      let name = String(
        decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      let header = try number(bytes, place + 42, 4)
      let start = try header + 30 + number(bytes, header + 26, 2) + number(bytes, header + 28, 2)
      let entry = Entry(
        name: name, checksum: UInt32(try number(bytes, place + 16, 4)),
        packed: try number(bytes, place + 20, 4), start: start)
      place += 46 + nameLength + rest
      return entry
    }
  }

  private func counted(_ entry: Entry, _ bytes: UnsafeRawBufferPointer) throws -> Size {
    var scan = SheetScan()
    try unpack(entry, bytes) { scan.add($0) }
    guard scan.isClosed else { throw lost }
    return Size(cells: scan.cells)
  }

  /// The text of one part of a workbook.
  func text(_ name: String, of bytes: UnsafeRawBufferPointer) throws -> String {
    guard let entry = try directory(bytes).first(where: { $0.name == name }) else { throw lost }
    var text: [UInt8] = []
    try unpack(entry, bytes) { text.append(contentsOf: $0) }
    return String(decoding: text, as: UTF8.self)
  }

  private func unpack(
    _ entry: Entry, _ bytes: UnsafeRawBufferPointer, _ take: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws {
    guard entry.start + entry.packed <= bytes.count, let base = bytes.baseAddress else {
      throw lost
    }
    var stream = z_stream()
    guard drempel_inflate_start(&stream) == Z_OK else { throw lost }
    defer { inflateEnd(&stream) }
    let packed = base.advanced(by: entry.start).assumingMemoryBound(to: UInt8.self)
    stream.next_in = UnsafeMutablePointer(mutating: packed)
    stream.avail_in = UInt32(entry.packed)
    var checksum = crc32(0, nil, 0)
    let room = 64 << 10
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
      var result = Z_OK
      while result == Z_OK {
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(room)
        result = inflate(&stream, Z_NO_FLUSH)
        let made = room - Int(stream.avail_out)
        checksum = crc32(checksum, buffer.baseAddress, UInt32(made))
        take(UnsafeBufferPointer(rebasing: buffer[..<made]))
        if made == 0, result == Z_OK { throw lost }
      }
      if result != Z_STREAM_END { throw lost }
    }
    if checksum != UInt(entry.checksum) { throw lost }
  }
}

/// Counts cells as the text of a sheet goes by; within cells `<` is always written `&lt;`.
private struct SheetScan {
  private(set) var cells = 0
  private var window: UInt64 = 0
  private static let cell: UInt64 = 0x3C6320  // "<c "
  private static let end: UInt64 = 0x6B736865_65743E  // "ksheet>"

  var isClosed: Bool { window & 0xFF_FFFF_FFFF_FFFF == SheetScan.end }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var window = window
    var found = 0
    for byte in bytes {
      window = window << 8 | UInt64(byte)
      if window & 0xFF_FFFF == SheetScan.cell { found += 1 }
    }
    self.window = window
    cells += found
  }
}
