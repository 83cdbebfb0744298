/// Why something cannot be sealed, opened or unlocked; never holds a key or a content.
package struct SealError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// The box was changed, or belongs to somebody or something else.
    case notAuthentic
    case wrongPassphrase
    case passphraseNeeded
    case keyFileMissing
    case keyFileExists
    case keyFileIsLink
    case keyFileOpenToOthers
    case keyFileMalformed
    case scryptRefused
    case system(Int32)
  }

  package let code: Code
  /// The file that is meant, nil when none is.
  package let path: String?

  package init(_ code: Code, path: String? = nil) {
    self.code = code
    self.path = path
  }
}
