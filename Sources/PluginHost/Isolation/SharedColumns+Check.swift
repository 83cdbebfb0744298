import Conformance
import Foundation
import InstrumentKit

/// While a plugin is checked no columns go through the memory; in their place stands what is being
/// done with it, for a child that dies tells nothing any more.
extension SharedColumns {
  private static let length = 48
  private static let words = 64..<4_096

  /// Writes down what is done, on the side of the child.
  func watch() -> Watch {
    guard follow() else { return Watch(begin: { _ in }, row: nil) }
    return Watch(begin: { self.note($0) }, row: hand)
  }

  /// Makes room for it, on the side of the host.
  func awaitNotes() -> Bool {
    guard reserve(SharedColumns.words.upperBound), let base else { return false }
    base.storeBytes(of: 0, toByteOffset: SharedColumns.length, as: Int.self)
    hand?.pointee = -1
    return true
  }

  private func note(_ doing: Doing) {
    guard let base, let bytes = try? JSONEncoder().encode(doing),
      bytes.count <= SharedColumns.words.count
    else { return }
    hand?.pointee = -1
    base.storeBytes(of: bytes.count, toByteOffset: SharedColumns.length, as: Int.self)
    bytes.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: base + SharedColumns.words.lowerBound, count: $0.count)
        .copyMemory(from: $0)
    }
  }

  /// What was being done when nothing came any more; nil where that cannot be read or shown.
  func noted() -> (doing: Doing, row: Int?)? {
    guard let base, size >= SharedColumns.words.upperBound else { return nil }
    let count = base.load(fromByteOffset: SharedColumns.length, as: Int.self)
    guard (1...SharedColumns.words.count).contains(count) else { return nil }
    let bytes = [UInt8](
      UnsafeRawBufferPointer(start: base + SharedColumns.words.lowerBound, count: count))
    guard PlainText.isPlain(json: bytes),
      let doing = try? JSONDecoder().decode(Doing.self, from: Data(bytes))
    else { return nil }
    let row = hand.map(\.pointee)
    return (doing, row.flatMap { $0 >= 0 ? $0 : nil })
  }
}
