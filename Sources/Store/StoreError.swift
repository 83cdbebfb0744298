import Foundation

/// Why a store cannot do what was asked: facts only, never whom it is about.
package struct StoreError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case notAStore
    case existsAlready
    case folderNotEmpty
    /// The store was made by a newer program: its schema and ours.
    case newer(store: Int, known: Int)
    case readOnly
    case locked
    /// The key file is another store's.
    case otherKey
    case unknownClient
    /// The client was forgotten: nothing more is recorded of it.
    case forgotten
    /// Something is there already, which is never written over.
    case taken
    /// What was written is not what it should be: how many findings.
    case unsound(Int)
    /// The client has no such permission or objection that stands.
    case nothingToWithdraw
    /// An item of an instrument was of another type in an earlier version.
    case otherType(item: String)
    case unknownThreshold
    /// An entry stays as it is.
    case notRevised(RevisionRefusal)
    case notFullySynchronous
    case damaged(what: String)
    /// Another program wrote where nothing could be locked.
    case changedMeanwhile
    /// Another folder or file is where the store was, or nothing is: what was written is not in it.
    case displaced
    case diskFull
    case database(Int32)
    case system(Int32)
  }

  package let code: Code
  package let path: String?

  package init(_ code: Code, path: String? = nil) {
    self.code = code
    self.path = path
  }

  /// What an error of the system means; a full disk and a spent quota are one thing to people.
  static func of(_ number: Int32, path: String? = nil) -> StoreError {
    switch number {
    case ENOSPC, EDQUOT, EFBIG: StoreError(.diskFull, path: path)
    case EROFS: StoreError(.readOnly, path: path)
    default: StoreError(.system(number), path: path)
    }
  }
}
