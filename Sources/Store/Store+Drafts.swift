import Foundation
import GRDB
import InstrumentKit
import Seal

/// Answers of an interview that is not finished: sealed, one file each, on disk when saved.
extension Store {
  private func path(_ client: String, _ instrument: String) -> String {
    "\(folder)/drafts/\(client)--\(instrument)"
  }

  /// - Throws: ``StoreError``; what was saved before is then still there.
  package func saveDraft(_ content: Data, client: String, instrument: String) throws {
    if isReadOnly { throw StoreError(.readOnly, path: folder) }
    let sealed = try keys.sealer.seal(Array(content), client: client, kind: .notes)
    let path = path(client, instrument)
    let beside = "\(path).\(getpid())"
    let file = Foundation.open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StoreError.of(errno, path: folder) }
    defer { close(file) }
    let bytes = sealed.wrappedKey + sealed.box
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(file) == 0, rename(beside, path) == 0 else {
      let number = errno
      unlink(beside)
      throw StoreError.of(number, path: folder)
    }
    // The first draft of a client has a name that must outlive a power cut too.
    try BesideFolder.sync("\(folder)/drafts")
  }

  /// Nil when there is none.
  package func draft(client: String, instrument: String) throws -> Data? {
    guard let bytes = FileManager.default.contents(atPath: path(client, instrument)) else {
      return nil
    }
    guard bytes.count > 40 else { throw StoreError(.damaged(what: "draft")) }
    let box = SealedBox(wrappedKey: Array(bytes.prefix(40)), box: Array(bytes.dropFirst(40)))
    return Data(try keys.sealer.open(box, client: client, kind: .notes))
  }

  /// Whose interviews were left, through which instrument, in the order of their codes.
  package func drafts() throws -> [(client: String, instrument: String)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/drafts")
    return names.sorted().compactMap { name in
      // A code may hold dashes, an instrument never two in a row.
      guard let mark = name.range(of: "--", options: .backwards), !name.contains(/\.[0-9]+$/) else {
        return nil
      }
      return (String(name[..<mark.lowerBound]), String(name[mark.upperBound...]))
    }
  }

  package func removeDraft(client: String, instrument: String) {
    unlink(path(client, instrument))
  }
}
