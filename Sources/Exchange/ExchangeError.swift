#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why bytes could not be read from or put in a file: facts, never a file's contents.
package struct ExchangeError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The target exists and nobody said to overwrite it.
    case exists
    /// The name is taken where nothing is ever written over.
    case nameTaken
    case notFound
    case folderNotFound
    case notAFolder
    case isFolder
    /// A device, a pipe or a socket stands where a file should come.
    case notAFile
    /// A pipe to which nobody writes.
    case nobodyWrites
    /// A pipe or device that goes on and on.
    case endless
    /// A file that is read as a whole, and is too long for that.
    case tooLong
    /// It belongs to the store or the program, which nothing is written over.
    case isOwn
    case noPermission
    case readOnly
    case diskFull
    case nameTooLong
    case badPath
    /// The reader of a pipe went away.
    case closedPipe
    case inputOutput
    /// The format cannot hold so many rows, columns or cells.
    case tooLarge
    /// The format cannot hold so long a text in a cell.
    case textTooLong
  }

  package let kind: Kind
  /// As the operator gave it; `-` for standard output.
  package let path: String
  /// The number of the system's error, 0 when the system was not asked.
  package let number: Int32

  package init(_ kind: Kind, path: String, number: Int32 = 0) {
    self.kind = kind
    self.path = path
    self.number = number
  }

  /// What the system's last error means; `absent` says what was not found.
  package init(number: Int32, path: String, absent: Kind = .notFound) {
    self.init(Kind(number, absent: absent), path: path, number: number)
  }
}

extension ExchangeError.Kind {
  fileprivate init(_ number: Int32, absent: ExchangeError.Kind) {
    switch number {
    case EEXIST: self = .exists
    case ENOENT: self = absent
    case ENOTDIR: self = .notAFolder
    case EISDIR: self = .isFolder
    case EACCES, EPERM: self = .noPermission
    case EROFS: self = .readOnly
    case ENOSPC, EDQUOT, EFBIG: self = .diskFull
    case ENAMETOOLONG: self = .nameTooLong
    case EINVAL, ELOOP: self = .badPath
    case EPIPE: self = .closedPipe
    default: self = .inputOutput
    }
  }
}
