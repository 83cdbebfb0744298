/// What a seal is bound to: parts, each after its length, so that none runs into the next.
struct Context: Sendable {
  private(set) var bytes: [UInt8] = []

  /// - Parameter use: keeps the seals of one use from passing for those of another.
  init(_ use: String) { add(use) }

  mutating func add(_ part: String) {
    var part = part
    part.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func add(_ part: UnsafeRawBufferPointer) {
    bytes.reserveCapacity(bytes.count + part.count + 40)
    withUnsafeBytes(of: UInt32(part.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: part)
  }
}
