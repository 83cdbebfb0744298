import Foundation

/// Tells one file of columns from another that came in its place: they are never written over.
struct ColumnFileStamp: Hashable {
  private let file: UInt64
  private let device: UInt64
  private let size: Int
  private let changed: [Int]
  private let law: String

  /// Nil where there is no file.
  init?(_ path: String, law: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    file = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
    size = Int(status.st_size)
    changed = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    self.law = law
  }
}
