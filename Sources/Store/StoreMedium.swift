import Foundation

/// How a database can be opened where it lies.
///
/// A log needs a file beside it to share it with others, which cannot be made where nothing can be
/// written. Nobody else writes there then, or else that file is there.
enum StoreMedium {
  case ordinary
  /// All is in the database itself.
  case still
  /// Something stands in its log only, as in a copy of a store that was open.
  case stillWithLog

  init(_ folder: String, readOnly: Bool) {
    let mayWrite = faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0
    if !readOnly || mayWrite || access(folder + "/store.db-shm", F_OK) == 0 {
      self = .ordinary
    } else {
      var status = stat()
      let hasLog = stat(folder + "/store.db-wal", &status) == 0 && status.st_size > 0
      self = hasLog ? .stillWithLog : .still
    }
  }

  var isStill: Bool { if case .ordinary = self { false } else { true } }

  /// What the library opens.
  func path(_ folder: String) -> String { path(of: folder + "/store.db") }

  func path(of path: String) -> String {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    let allowed = CharacterSet.urlPathAllowed
    let encoded = absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute
    return switch self {
    case .ordinary: path
    case .still: "file:\(encoded)?mode=ro&immutable=1"
    case .stillWithLog: "file:\(encoded)?mode=ro&vfs=unix-none"
    }
  }

  /// What must be said before anything is read: with it no file is needed for sharing.
  var pragma: String {
    if case .stillWithLog = self { "PRAGMA locking_mode = EXCLUSIVE;" } else { "" }
  }
}

/// How database and log look; another look means that somebody wrote to them.
struct StoreLook: Hashable, Sendable {
  private let parts: [Int]

  init(_ folder: String) {
    parts = ["store.db", "store.db-wal"].flatMap { name -> [Int] in
      var status = stat()
      guard stat("\(folder)/\(name)", &status) == 0 else { return [-1] }
      return [
        Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
      ]
    }
  }
}
