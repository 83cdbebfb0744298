import Foundation
import Profile

/// A folder that is made beside its place and then put there whole: what a crash leaves has
/// another name, and is cleared away by the next that is made for the same place.
struct BesideFolder {
  let place: String
  let path: String

  /// - Throws: ``StoreError`` when something is at the place already, or nothing can be made there.
  init(for place: String) throws {
    var status = stat()
    if lstat(place, &status) == 0 { throw StoreError(.taken, path: place) }
    self.place = place
    BesideFolder.clear(place)
    path = "\(place).part-\(getpid())"
    guard mkdir(path, 0o700) == 0, mkdir(path + "/drafts", 0o700) == 0 else {
      throw StoreError.of(errno, path: place)
    }
  }

  /// Puts it at its place, where nothing may have come meanwhile; it is on disk when this returns.
  func publish() throws {
    for name in ["/store.db", "/drafts", ""] { try BesideFolder.sync(path + name) }
    // A folder replaces an empty one at most.
    guard rename(path, place) == 0 else {
      let isTaken = [EEXIST, ENOTEMPTY, ENOTDIR].contains(errno)
      throw isTaken ? StoreError(.taken, path: place) : StoreError.of(errno, path: place)
    }
    try BesideFolder.sync(FolderPath.of(place))
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// What programs that are gone left beside the place.
  private static func clear(_ place: String) {
    let folder = FolderPath.of(place)
    let start = (place as NSString).lastPathComponent + ".part-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(start) {
      guard let process = Int32(name.dropFirst(start.count)), process > 0 else { continue }
      if kill(process, 0) != 0, errno == ESRCH {
        try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
    }
  }

  /// What was made in a folder, or went from it, is on disk when this returns.
  static func sync(_ path: String) throws {
    let file = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw StoreError.of(errno, path: path) }
    defer { close(file) }
    guard fsync(file) == 0 else {
      throw StoreError.of(errno, path: path)
    }
  }
}
