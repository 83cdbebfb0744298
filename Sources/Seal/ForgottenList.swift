import Crypto

/// The clients of a store that were forgotten, kept beside its key file and outside all backups:
/// what a backup brings back is forgotten again. Codes stand in it as keyed hashes only.
package struct ForgottenList: Sendable {
  private let path: String
  private let store: String
  private let keyed: HMAC<SHA256>

  /// - Parameter path: of the file, which need not be there.
  package init(_ master: MasterKey, store: String, path: String) {
    self.path = path
    self.store = store
    keyed = HMAC<SHA256>(key: master.subkey(.forgotten))
  }

  /// Where it stands for a key file: `ID.forgotten` beside `ID.key`.
  package static func path(beside keyFile: String) -> String {
    (keyFile.hasSuffix(".key") ? String(keyFile.dropLast(4)) : keyFile) + ".forgotten"
  }

  /// The keyed hashes, nil when there is no list.
  ///
  /// - Throws: ``SealError`` when it is another's, open to others, or not such a list.
  package func read() throws -> Set<[UInt8]>? {
    let bytes: [UInt8]
    do {
      bytes = try PrivateFile.read(path, limit: 1 << 24)
    } catch let error as SealError where error.code == .keyFileMissing {
      return nil
    }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    // A crash may have cut off the first line or any other: what it meant is added again.
    guard header.hasPrefix(lines[0]) else { throw malformed(1) }
    var found: Set<[UInt8]> = []
    for (place, line) in lines.enumerated().dropFirst().dropLast()
    where line.utf8.count >= 2 * ForgottenList.length {
      guard let code = Hex.bytes(line), code.count == ForgottenList.length else {
        throw malformed(place + 1)
      }
      found.insert(code)
    }
    return found
  }

  /// Adds a client; when this returns it is on disk.
  ///
  /// - Throws: ``SealError`` when the list cannot be read or written.
  package func add(_ client: String) throws {
    let known = try read()
    if known?.contains(code(of: client)) == true { return }
    let line = "\(Hex.text(code(of: client)))\n"
    if known == nil {
      do {
        return try PrivateFile.create(path, Array("\(header)\n\(line)".utf8))
      } catch let error as SealError where error.code == .keyFileExists {
        // Another program made it just now.
      }
    }
    try PrivateFile.append(path, line)
  }

  /// What stands for a client.
  package func code(of client: String) -> [UInt8] {
    Array("\(store)/\(client)".utf8).withUnsafeBytes {
      keyed.code($0, length: ForgottenList.length)
    }
  }

  private static let length = 16

  private func malformed(_ line: Int) -> SealError {
    SealError(.listMalformed, path: path, line: line)
  }

  private var header: String { "drempel-forgotten 1 \(store)" }
}
