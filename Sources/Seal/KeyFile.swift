import Crypto

/// The file that opens a store: its key, or its key under a passphrase. Kept away from the store.
package struct KeyFile: Sendable, CustomStringConvertible, CustomReflectable {
  package let path: String
  /// The store that it opens.
  package let store: String
  let content: Content

  enum Content: Sendable {
    case plain(MasterKey)
    case sealed(cost: ScryptCost, salt: [UInt8], wrapped: [UInt8])
  }

  package var needsPassphrase: Bool {
    if case .sealed = content { true } else { false }
  }

  /// Makes a file that nobody else can read, in a folder that nobody else can enter.
  ///
  /// - Parameter master: another than a new one only when a store changes its master.
  /// - Throws: ``SealError`` when there is one already, the passphrase is empty, the store's name
  ///   is not one, or the folder cannot be written.
  package static func create(
    at path: String, store: String, passphrase: String?, master: MasterKey = .random(),
    cost: ScryptCost = .standard
  ) throws -> (KeyFile, MasterKey) {
    guard isStoreName(store) else { throw SealError(.storeName) }
    let content = try content(master, store, passphrase, cost)
    let file = KeyFile(path: path, store: store, content: content)
    try PrivateFile.create(path, file.bytes)
    return (file, master)
  }

  /// - Throws: ``SealError`` when the file is missing, a link, no plain file, another's, open to
  ///   others, or not a key file; or asks for costs that are refused.
  package static func read(at path: String) throws -> KeyFile {
    try KeyFile(path: path, bytes: try PrivateFile.read(path, limit: 4096))
  }

  /// - Throws: ``SealError`` when a passphrase is needed or wrong.
  package func unlock(passphrase: String?) throws -> MasterKey {
    switch content {
    case .plain(let master): return master
    case .sealed(let cost, let salt, let wrapped):
      guard let passphrase else { throw SealError(.passphraseNeeded, path: path) }
      let outer = try cost.key(passphrase, salt: salt, store: store)
      guard let key = try? Wrapping.unwrap(wrapped, under: outer) else {
        throw SealError(.wrongPassphrase, path: path)
      }
      return MasterKey(key: key)
    }
  }

  /// The same key under another passphrase, or under none; the file is replaced in one step.
  ///
  /// - Throws: ``SealError`` when the old passphrase is wrong, the new one empty, or the folder
  ///   cannot be written; the old file then stands.
  package func changePassphrase(
    from old: String?, to new: String?, cost: ScryptCost = .standard
  ) throws -> KeyFile {
    let master = try unlock(passphrase: old)
    let file = KeyFile(
      path: path, store: store, content: try KeyFile.content(master, store, new, cost))
    try PrivateFile.replace(path, file.bytes)
    return file
  }

  /// Puts this file in the place of another in one step, the last act of a change of master.
  ///
  /// - Throws: ``SealError`` when it cannot be moved there.
  package func move(onto place: String) throws -> KeyFile {
    try PrivateFile.move(path, onto: place)
    return KeyFile(path: place, store: store, content: content)
  }

  private static func content(
    _ master: MasterKey, _ store: String, _ passphrase: String?, _ cost: ScryptCost
  ) throws -> Content {
    guard let passphrase else { return .plain(master) }
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    let outer = try cost.key(passphrase, salt: salt, store: store)
    return .sealed(cost: cost, salt: salt, wrapped: try Wrapping.wrap(master.key, under: outer))
  }

  package var description: String { "KeyFile(\(path))" }

  /// The path alone, so that no dump shows a key.
  package var customMirror: Mirror { Mirror(self, children: ["path": path]) }
}
