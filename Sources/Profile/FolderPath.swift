/// The folder of a path, for any path at all: Foundation's own ends the program where a path is of one
/// sign.
package enum FolderPath {
  /// The folder in which a file or folder lies: `.` where the path names none, `/` for the root.
  package static func of(_ path: String) -> String {
    var rest = Substring(path)
    while rest.utf8.count > 1, rest.last == "/" { rest.removeLast() }
    guard let slash = rest.lastIndex(of: "/") else { return "." }
    rest = rest[..<slash]
    while rest.last == "/" { rest.removeLast() }
    return rest.isEmpty ? "/" : String(rest)
  }
}
