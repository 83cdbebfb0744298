import Foundation
import TestSupport
import Testing

/// What a terminal gets of data that would steer it, whichever way it is written there.
@Suite struct TerminalBytesTests {
  @Test func dataDoNotSteerATerminalAndAPipeGetsThem() throws {
    let program = try Program()
    defer { program.remove() }
    try #require(
      try program.run(["store", "new", "\(program.folder)/store", "--date", "2012-12-31"]).code == 0
    )
    let file = "\(program.folder)/in.csv"
    let hostile = "\u{1B}]0;x\u{7}Gent\u{202E}"
    try "client,filled-on,commune\nA,2012-01-01,\(hostile)\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    try #require(try program.run(["import", file, "--as", "intake"]).code == 0)
    let show = "clients | show commune"
    let sentences = [
      show, "\(show) | export csv \"-\" for \"x\"", "\(show) | export json \"-\" for \"x\"",
      "\(show) | export csv \"a\u{1B}[31m.csv\" for \"x\"",
      "clients where commune = \"\u{1B}[2Jy\"",
    ]
    let arguments = ["--mode", "csv"] + sentences.flatMap { ["-c", $0] }
    let terminal = try PromptTests.Terminal(program, arguments)
    #expect(terminal.waits(for: "wrote a␛[31m.csv"), "\(terminal.screen)")
    #expect(terminal.waits(for: "no commune is called \"␛[2Jy\""), "\(terminal.screen)")
    #expect(!terminal.screen.contains("\u{1B}") && !terminal.screen.contains("\u{202E}"))
    #expect(terminal.screen.components(separatedBy: "␛]0;x␇Gent<U+202E>").count >= 3)
    #expect(try program.run(["--mode", "csv", "-c", show]).out.contains(hostile))
  }
}
