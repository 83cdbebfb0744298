import Dispatch
import Synchronization

/// A digest that is worked out beside whoever makes the bytes.
package final class BackgroundDigest: Sendable {
  private let running = Mutex(Digest.Running())
  private let queue = DispatchQueue(label: "digest")
  /// Few pieces wait at once, so that memory stays flat.
  private let room = DispatchSemaphore(value: 16)

  package init() {}

  /// Takes a copy of the next bytes.
  package func add(_ bytes: UnsafeRawBufferPointer) {
    let piece = [UInt8](bytes)
    room.wait()
    queue.async { [self] in
      piece.withUnsafeBytes { bytes in running.withLock { $0.add(bytes) } }
      room.signal()
    }
  }

  /// The digest of all bytes that were added.
  package func finished() -> Digest { queue.sync { running.withLock { $0.finished() } } }
}
