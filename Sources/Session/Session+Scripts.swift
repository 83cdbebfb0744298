import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Store

/// A script that another one runs and that cannot be read, or that runs itself.
struct UnreadableScript: Worded {
  enum Kind { case missing, tooDeep, wrong, notUTF8(line: Int, column: Int) }

  let path: String
  let kind: Kind

  var message: Message {
    switch kind {
    case .notUTF8(let line, let column): Message.notUTF8("\(path):\(line):\(column)")
    case .missing:
      Message("E362", "\(path) kan niet gelezen worden", "\(path) cannot be read")
    case .wrong:
      Message(
        "E367", "\(path) bevat fouten en wordt niet uitgevoerd", "\(path) is wrong and does not run"
      )
    case .tooDeep:
      Message(
        "E363", "\(path): scripts roepen elkaar meer dan \(Session.deepestScript) diep",
        "\(path): scripts run each other more than \(Session.deepestScript) deep")
    }
  }
}

/// A line of standard input that is no text.
package struct UnreadableInput: Worded {
  let line: Int

  package init(line: Int) { self.line = line }

  var message: Message { Message.notUTF8("-:\(line)") }
}

/// Sentences of a loop that are wrong for one of its values.
struct WrongForValue: Worded {
  let words: Label

  var message: Message {
    Message("E364", "in de lus: \(words.nl)", "in the loop: \(words.en)")
  }
}

extension Session {
  static let deepestScript = 10

  /// Runs the sentences of a loop for each known value of its column; true when there were none.
  func run(_ loop: Loop, of source: SourceText, _ tell: (String) -> Void) throws -> Bool {
    let outcome = try asking(loop.query) {
      try runner(of: loop.query).run(loop.query)
    }
    guard let column = outcome.frame.column(loop.column.name) else { return true }
    let words = ColumnWords(column, nil)
    var unknown = 0
    let outer = turns.enter()
    defer { turns.leave(to: outer) }
    for row in 0..<outcome.frame.rowCount {
      if isCancelled() { throw CancellationError() }
      guard let value = words[row] else {
        unknown += 1
        continue
      }
      turns.next()
      let (program, diagnostics) = loop.program(for: value)
      guard let program else {
        throw WrongForValue(words: diagnostics.first?.words ?? Label(nl: "", en: ""))
      }
      _ = try run(program.sentences, of: source, tell)
    }
    if unknown > 0 {
      tell(
        tongue == .nl
          ? "\(unknown) overgeslagen: \(loop.column.name) onbekend\n"
          : "\(unknown) skipped: \(loop.column.name) unknown\n")
    }
    return outcome.matchedNothing
  }

  /// Runs another script; it was checked before anything ran.
  func runFile(_ path: String, _ tell: (String) -> Void) throws -> Bool {
    // A file may have changed since it was checked.
    guard scriptDepth < Session.deepestScript else {
      throw UnreadableScript(path: path, kind: .tooDeep)
    }
    scriptDepth += 1
    let outerScripts = filesInUse
    defer {
      scriptDepth -= 1
      filesInUse = outerScripts
    }
    filesInUse.append(settings.places.expanded(path))
    let source = try script(path)
    let (program, schema, diagnostics) = Checker.check(source, against: schema)
    guard let program else {
      tell(diagnostics.map { $0.text(source, self.schema, tongue, width: excerptWidth) }.joined())
      throw UnreadableScript(path: path, kind: .wrong)
    }
    let outer = self.schema
    self.schema = schema
    // What a script names is its own.
    defer { self.schema = outer }
    return try run(program.sentences, of: source, tell)
  }

  /// Checks the scripts that a program runs, and those that these run; 0 when nothing is wrong.
  func checkFiles(_ program: Program, depth: Int, _ tell: (String) -> Void) -> Int32 {
    for (sentence, _) in program.sentences {
      guard case .runFile(let path) = sentence else { continue }
      do {
        if depth >= Session.deepestScript { throw UnreadableScript(path: path, kind: .tooDeep) }
        let source = try script(path)
        let (program, _, diagnostics) = Checker.check(source, against: schema)
        guard let program else {
          tell(diagnostics.map { $0.text(source, schema, tongue, width: excerptWidth) }.joined())
          logRefusals(diagnostics)
          return diagnostics.map(\.exitCode).max() ?? 2
        }
        let code = checkFiles(program, depth: depth + 1, tell)
        if code != 0 { return code }
      } catch {
        tell(Message(error).text(tongue) + "\n")
        return 2
      }
    }
    return 0
  }

  private func script(_ path: String) throws -> SourceText {
    if let known = pipedScripts[path] { return known }
    let bytes = try WholeFile.read(settings.places.expanded(path), limit: 4 << 20)
    if let (line, column) = ValueText.firstInvalid(bytes) {
      throw UnreadableScript(path: path, kind: .notUTF8(line: line, column: column))
    }
    let source = SourceText(String(decoding: bytes, as: UTF8.self), name: path)
    // It is read to be checked and read again to be run, which a pipe does not give twice.
    if !WholeFile.canBeReadAgain(settings.places.expanded(path)) { pipedScripts[path] = source }
    return source
  }
}
