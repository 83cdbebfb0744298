import CSystem
import Foundation
import InstrumentKit

/// How the usual pager is set up: one line says how to read on and how to leave, and who types a
/// sentence into it gets the prompt with its first letter.
enum Less {
  /// The number under which the pager finds its keys.
  static let keyDescriptor: Int32 = 9

  /// Letters that turn pages, as whoever knows it expects; all others begin a sentence.
  private static let turning: Set<Character> = ["b", "g", "j", "k", "n", "q"]

  private static let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map {
    Character(Unicode.Scalar($0))
  }

  /// What it shows is about people: no history, no other programs, no files.
  static func settings(
    _ environment: [String: String], _ tongue: Tongue, keys: Int32?
  ) -> [String: String] {
    var environment = environment
    environment["LESSSECURE"] = "1"
    environment["LESSHISTFILE"] = "-"
    environment["LESS"] = environment["LESS"] ?? "FRX-Ps\(line(tongue, typing: keys != nil))$"
    if keys != nil {
      environment["LESSKEYIN"] = "/dev/fd/\(keyDescriptor)"
      // Newer ones read no keys in secure mode unless they are told.
      environment["LESSSECURE_ALLOW"] = "lesskey"
    }
    return environment
  }

  /// The line under each page; signs that mean something to the pager are none of it.
  private static func line(_ tongue: Tongue, typing: Bool) -> String {
    let words =
      switch (tongue, typing) {
      case (.nl, true): "spatie verder, b terug, / zoeken, q naar de prompt, of typ uw zin"
      case (.nl, false): "spatie verder, b terug, / zoeken, q naar de prompt"
      case (.en, true): "space next, b back, / search, q to the prompt, or type your sentence"
      case (.en, false): "space next, b back, / search, q to the prompt"
      }
    return "?e(\(tongue == .nl ? "einde" : "end")) ." + words + " "
  }

  /// An anonymous file with what letters do: they leave, and tell which they were. Nil when the
  /// operator has keys of their own.
  static func keyFile(_ environment: [String: String]) -> Int32? {
    if ["LESSKEY", "LESSKEYIN", "LESSKEY_CONTENT"].contains(where: { environment[$0] != nil }) {
      return nil
    }
    let text =
      "#command\n"
      + letters.filter { !turning.contains($0) }.map { "\($0) quit \($0)\n" }.joined()
    let file = drempel_memory_file("keys")
    guard file >= 0 else { return nil }
    let bytes = Array(text.utf8)
    guard bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count else {
      close(file)
      return nil
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  /// The letter that an exit code tells; nil for the codes of other ends.
  static func letter(_ code: Int32) -> Character? {
    letters.first { $0.asciiValue.map(Int32.init) == code }
  }
}
