import Foundation
import InstrumentKit
import Language

/// A file that a sentence says must come, and that had nothing in it.
struct NothingMade: Worded {
  let path: String
  let why: Label
  /// Files of an earlier time that lie where it would have been.
  let older: [String]

  var message: Message {
    Message(
      "E393", "\(path) moest er komen en is niet gemaakt: \(why.nl)",
      "\(path) must come and was not made: \(why.en)",
      next: older.isEmpty ? nil : (NothingMade.note(older, .nl), NothingMade.note(older, .en)))
  }

  /// Nobody may take these for the file that was asked for now.
  static func note(_ older: [String], _ tongue: Tongue) -> String {
    let paths = older.joined(separator: ", ")
    let isOne = older.count == 1
    return tongue == .nl
      ? "let op: \(paths) \(isOne ? "is" : "zijn") van een vorige keer, niet van nu"
      : "note: \(paths) \(isOne ? "is" : "are") of an earlier time, not of now"
  }
}

extension Session {
  /// Tells that an export had nothing to write. The program ends with 4 then, or fails at once where
  /// the sentence says that the file must come.
  ///
  /// - Parameter paths: what would have appeared.
  func nothingMade(
    _ ref: ExportRef, _ paths: [String], _ why: Label, _ tell: (String) -> Void
  ) throws {
    let older = ref.path == "-" ? [] : paths.filter(FileManager.default.fileExists)
    if ref.isRequired { throw NothingMade(path: ref.path, why: why, older: older) }
    unmade.append(ref.path)
    tell(
      tongue == .nl
        ? "\(ref.path) niet geschreven: \(why.nl)\n" : "\(ref.path) not written: \(why.en)\n")
    if !older.isEmpty { tell(NothingMade.note(older, tongue) + "\n") }
  }
}
