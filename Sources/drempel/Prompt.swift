import Exchange
import Foundation
import InstrumentKit
import Session

/// The loop from what is typed to what is answered, at a terminal or from a pipe.
enum Prompt {
  /// - Returns: the exit code.
  static func run(_ options: CommonOptions) throws -> Int32 {
    let session = try options.session()
    let shell = Shell(session, tell: Standard.tell)
    return try pipe(shell)
  }

  /// Reads sentences without a prompt; the first that fails ends it.
  private static func pipe(_ shell: Shell) throws -> Int32 {
    var pending = ""
    while let line = readLine(strippingNewline: true) {
      pending += pending.isEmpty ? line : "\n\(line)"
      guard shell.isComplete(pending) else { continue }
      let text = pending
      pending = ""
      switch shell.enter(text) {
      case .quits: return 0
      case .goesOn(let code): if code != 0 { return code }
      }
    }
    guard !pending.isEmpty else { return 0 }
    if case .goesOn(let code) = shell.enter(pending) { return code }
    return 0
  }
}
