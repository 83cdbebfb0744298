import Testing

@testable import Store

@Suite struct PackTests {
  @Test func numbersGoThereAndBack() {
    for value: Int64 in [0, 1, -1, 63, -64, 64, 300, -70_000, Int64(Int32.max), Int64(Int32.min)] {
      var bytes: [UInt8] = []
      Pack.append(Pack.key(7, .number), to: &bytes)
      Pack.append(Pack.zigzag(value), to: &bytes)
      var seen: [Int64] = []
      let isWhole = bytes.withUnsafeBufferPointer {
        Pack.each($0) { name, kind, isAside, value in
          #expect(name == 7 && kind == .number && !isAside)
          seen.append(value)
        }
      }
      #expect(isWhole)
      #expect(seen == [value])
    }
  }

  @Test func aCutPackIsNoPack() {
    var bytes: [UInt8] = []
    Pack.append(Pack.key(300, .words), to: &bytes)
    for value in [2, 200, 9] { Pack.append(UInt64(value), to: &bytes) }
    for length in 1..<bytes.count {
      let isWhole = bytes[..<length].withUnsafeBufferPointer { Pack.each($0) { _, _, _, _ in } }
      #expect(!isWhole, "\(length) bytes")
    }
  }

  @Test func sealedFieldsKeepTheNewerWord() {
    var newer: [UInt8] = []
    var older: [UInt8] = []
    SealedFields.append("street", Array("Nieuwstraat".utf8), to: &newer)
    SealedFields.append("street", Array("Oudstraat".utf8), to: &older)
    SealedFields.append("box", Array("3".utf8), to: &older)
    let merged = SealedFields.read(SealedFields.merged(newer: newer, older: older, without: []))
    #expect(merged?.map(\.value) == ["Nieuwstraat", "3"])
    #expect(SealedFields.read(Array(newer.dropLast())) == nil)
  }

  @Test func narrowColumnsComeBackTheSame() {
    let absent = (0..<4).map { Int32.min + Int32($0) }
    for cells in [
      absent + [0, 1, 251], absent + [0, 65_531], absent + [-5, 100_000], [251, 252],
    ] {
      let width = Narrow.width(cells)
      let bytes = Narrow.bytes(cells, width: width)
      #expect(bytes.count == cells.count * width)
      let back = bytes.withUnsafeBytes { Narrow.cells($0, width: width, rows: cells.count) }
      #expect(back == cells)
    }
  }
}
