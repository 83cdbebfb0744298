import Dispatch
import Seal
import Synchronization

/// Opens many sealed identities at once, for one thing that is read of each; the rest is dropped.
enum SealedIdentities {
  private static let parts = 4

  /// What was read, in the order of the boxes.
  static func open<Value: Sendable>(
    _ boxes: [(client: String, box: SealedBox)], _ sealer: ClientSealer,
    read: @Sendable ([(name: String, value: String)]) -> Value
  ) throws -> [Value] {
    let results = Mutex<[Int: [Value]]>([:])
    let failed = Mutex(false)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let range = boxes.count * part / parts..<boxes.count * (part + 1) / parts
      do {
        let values = try range.map { place in
          let content = try sealer.open(
            boxes[place].box, client: boxes[place].client, kind: .identity)
          return read(SealedFields.read(content) ?? [])
        }
        results.withLock { $0[part] = values }
      } catch {
        failed.withLock { $0 = true }
      }
    }
    if failed.withLock({ $0 }) { throw StoreError(.damaged(what: "identity")) }
    return results.withLock { found in (0..<parts).flatMap { found[$0] ?? [] } }
  }
}
