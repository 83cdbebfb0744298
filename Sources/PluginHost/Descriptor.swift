import Foundation
import Synchronization

/// An open file that closes itself, unless it was told to stay.
final class Descriptor: Sendable {
  let number: Int32
  private let staysOpen = Atomic(false)

  /// - Throws: the system's error when the number says that opening failed.
  init(_ number: Int32) throws {
    guard number >= 0 else {
      throw PluginManifest.FaultKind(errno == ELOOP ? .isLink : .unreadable(errno))
    }
    self.number = number
  }

  deinit { if !staysOpen.load(ordering: .relaxed) { close(number) } }

  func keepOpen() { staysOpen.store(true, ordering: .relaxed) }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(number, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw PluginManifest.FaultKind(.unreadable(errno)) }
      rest = rest.dropFirst(count)
    }
  }
}
