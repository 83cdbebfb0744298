import Crypto

/// How a key file is written: four or five lines of words, bytes as hexadecimal digits.
extension KeyFile {
  static func isStoreName(_ name: some StringProtocol) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95: true
        default: false
        }
      }
  }

  var bytes: [UInt8] {
    var lines = ["drempel-key 1", "store \(store)"]
    switch content {
    case .plain(let master):
      lines.append("key \(master.key.withUnsafeBytes { Hex.text($0) })")
      lines.append("check \(KeyFile.check(master, store))")
    case .sealed(let cost, let salt, let wrapped):
      lines.append("scrypt \(cost.rounds) \(cost.blockSize) \(cost.parallelism)")
      lines.append("salt \(Hex.text(salt))")
      lines.append("key \(Hex.text(wrapped))")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// - Throws: ``SealError`` with the first line that is not as ``bytes`` writes it.
  init(path: String, bytes: [UInt8]) throws {
    var lines = Lines(path: path, bytes: bytes)
    guard try lines.next("drempel-key") == "1" else { throw lines.malformed }
    let name = try lines.next("store")
    guard KeyFile.isStoreName(name) else { throw lines.malformed }
    self.path = path
    store = String(name)
    if lines.isNext("scrypt") {
      let cost = try KeyFile.cost(&lines)
      let salt = try lines.nextBytes("salt", count: 16)
      content = .sealed(cost: cost, salt: salt, wrapped: try lines.nextBytes("key", count: 40))
    } else {
      let master = MasterKey(key: SymmetricKey(data: try lines.nextBytes("key", count: 32)))
      guard try lines.next("check") == KeyFile.check(master, store) else { throw lines.malformed }
      content = .plain(master)
    }
    try lines.end()
  }

  private static func cost(_ lines: inout Lines) throws -> ScryptCost {
    let words = try lines.next("scrypt").split(separator: " ", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Int($0) }
    guard words.count == 3, numbers.count == 3 else { throw lines.malformed }
    let cost = ScryptCost(rounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    guard cost.isBearable else {
      throw SealError(.scryptRefused, path: lines.path, line: lines.number)
    }
    return cost
  }

  /// Eight bytes that show a fault of copying; of a random key they tell nothing else.
  private static func check(_ master: MasterKey, _ store: String) -> String {
    let keyed = HMAC<SHA256>(key: master.subkey(.check))
    return Array(store.utf8).withUnsafeBytes { Hex.text(keyed.code($0, length: 8)) }
  }

  /// The lines of a file, taken one after another by their first word.
  private struct Lines {
    let path: String
    private var rest: ArraySlice<Substring>
    /// The line that was taken last, from 1.
    private(set) var number = 0
    private let isWhole: Bool

    init(path: String, bytes: [UInt8]) {
      self.path = path
      let text = String(validating: bytes, as: UTF8.self) ?? ""
      isWhole = text.utf8.last == 10
      rest = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)[...]
    }

    var malformed: SealError { SealError(.keyFileMalformed, path: path, line: max(number, 1)) }

    func isNext(_ word: String) -> Bool { rest.first?.hasPrefix(word + " ") ?? false }

    mutating func next(_ word: String) throws -> Substring {
      number += 1
      guard isWhole, isNext(word), let line = rest.popFirst() else { throw malformed }
      return line.dropFirst(word.count + 1)
    }

    mutating func nextBytes(_ word: String, count: Int) throws -> [UInt8] {
      guard let bytes = Hex.bytes(try next(word)), bytes.count == count else { throw malformed }
      return bytes
    }

    mutating func end() throws {
      number += 1
      guard rest.isEmpty else { throw malformed }
    }
  }
}
