import Foundation
import Profile
import Seal

/// What an operator was told is kept of a store: how far its trail went. It stands beside their own
/// key, and so tells of a store that lost what came last, whatever became of its files.
package struct Witness {
  /// Where a trail stood, and when.
  struct Head: Hashable {
    let number: Int64
    let link: String
    let at: Int64
  }

  private let path: String
  private let store: String
  private let marks: ContentMark
  /// Whether what stands there is of a trail that is gone.
  var isPast = false

  /// - Parameters:
  ///   - beside: the key file.
  ///   - folder: of the store: two copies of one store have trails of their own.
  init(_ keys: Store.StoreKeys, store: String, folder: String, beside keyFile: String) {
    self.store = store
    marks = keys.marks
    let place = Hex.text(marks.mark(of: Array(Witness.whole(folder).utf8)).prefix(4))
    let start = keyFile.hasSuffix(".key") ? String(keyFile.dropLast(4)) : keyFile
    path = "\(start)-\(place).witness"
  }

  /// The same before and after there is something at the place.
  private static func whole(_ folder: String) -> String {
    func real(_ path: String) -> String? {
      realpath(path, nil).map { name in
        defer { free(name) }
        return String(cString: name)
      }
    }
    let parts = folder.split(separator: "/")
    return real(folder) ?? "\(real(FolderPath.of(folder)) ?? "")/\(parts.last ?? "")"
  }

  /// As long as every other, so that it is written over in place.
  private func line(_ head: Head) -> String {
    func wide(_ number: Int64) -> String {
      String(repeating: "0", count: max(0, 19 - "\(number)".count)) + "\(number)"
    }
    let text = "drempel-witness 1 \(store) \(wide(head.number)) \(head.link) \(wide(head.at))"
    return "\(text) \(Hex.text(marks.mark(of: Array(text.utf8))))\n"
  }

  private func head(_ bytes: [UInt8]) -> Head? {
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard parts.count == 7, let number = Int64(parts[3]), let at = Int64(parts[5]) else {
      return nil
    }
    let head = Head(number: number, link: String(parts[4]), at: at)
    return Array(line(head).utf8) == bytes ? head : nil
  }

  /// Nil where there is none, or somebody else wrote it.
  func read() -> Head? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return read(file)
  }

  private func read(_ file: Int32) -> Head? {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = pread(file, &bytes, bytes.count, 0)
    return count > 0 ? head(Array(bytes[..<count])) : nil
  }

  /// Writes how far the trail goes; of two programs of one operator the later entry stays.
  mutating func write(_ head: Head) {
    let file = open(
      path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    // What is written is on disk, and who cannot keep a witness has none.
    guard file >= 0 else { return }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { return }
    if !isPast, let there = read(file), there.number > head.number { return }
    isPast = false
    let bytes = Array(line(head).utf8)
    if pwrite(file, bytes, bytes.count, 0) == bytes.count {
      _ = ftruncate(file, off_t(bytes.count))
    }
  }
}

/// What a store does not have any more of what its operator was told is kept.
package struct LostChanges: Hashable, Sendable {
  /// How many at least.
  package let count: Int64
  /// When the newest of them was made, and the newest entry that is there.
  package let newest: Int64
  package let last: Int64
}

extension Store {
  /// Looks whether the trail goes as far as its operator knows, and keeps from now on how far.
  ///
  /// - Returns: what is missing; nil where nothing is.
  package func witness(beside keyFile: String) throws -> LostChanges? {
    var witness = Witness(keys, store: id, folder: folder, beside: keyFile)
    defer { self.witness = witness }
    guard let known = witness.read() else { return nil }
    let (count, lost) = try reading { database in
      let (count, _) = try TrailHead.read(database, keys.chain)
      let row = try RawStatement(database, "SELECT link FROM trail WHERE number = ?1")
      row.bind(1, known.number)
      let isThere = try row.next() && Hex.text(Array(row.bytes(0))) == known.link
      return (count, !isThere)
    }
    guard lost else { return nil }
    witness.isPast = true
    return LostChanges(
      count: max(1, known.number - count), newest: known.at,
      last: try reading { try TrailHead.read(count, $0, keys)?.at ?? 0 })
  }

  /// Where the trail stands now.
  func standing() throws -> Witness.Head {
    let (count, link) = try reading { try TrailHead.read($0, keys.chain) }
    return Witness.Head(number: count, link: Hex.text(link), at: clock.now())
  }

  /// Before anything is acknowledged: the file that was written to is the one that is there.
  func acknowledge(_ head: (count: Int64, link: [UInt8])?) throws {
    if let file, file != StoreFile(folder) { throw StoreError(.displaced, path: folder) }
    guard let head else { return }
    witness?.write(
      Witness.Head(number: head.count, link: Hex.text(head.link), at: clock.now()))
  }
}

/// Which file a database is, whatever its name.
struct StoreFile: Equatable {
  private let device: dev_t
  private let number: ino_t

  /// Nil where there is none.
  init?(_ folder: String) {
    var status = stat()
    guard stat(folder + "/store.db", &status) == 0 else { return nil }
    (device, number) = (status.st_dev, status.st_ino)
  }
}
