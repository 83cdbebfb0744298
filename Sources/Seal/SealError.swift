/// Why something cannot be sealed, opened or unlocked; never holds a key or a content.
package struct SealError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// The box was changed, or belongs to somebody or something else.
    case notAuthentic
    /// The library refused to seal: the content is beyond its limits.
    case cannotSeal
    /// The memory offered is not as large as the content.
    case wrongSize
    /// A store's name is 1 to 64 letters, digits, `.`, `_` or `-`.
    case storeName
    case wrongPassphrase
    case passphraseNeeded
    case passphraseEmpty
    case keyFileMissing
    case keyFileExists
    case keyFileIsLink
    case keyFileNotRegular
    case keyFileOfOther
    case keyFileOpenToOthers
    case keyFileMalformed
    /// What stands beside the key file is no list of forgotten clients.
    case listMalformed
    /// The costs that the file asks for are below what protects or above what is bearable.
    case scryptRefused
    case system(Int32)
  }

  package let code: Code
  /// The file that is meant, nil when none is.
  package let path: String?
  /// The line of the file that is meant, from 1, nil when none is.
  package let line: Int?

  package init(_ code: Code, path: String? = nil, line: Int? = nil) {
    self.code = code
    self.path = path
    self.line = line
  }
}
