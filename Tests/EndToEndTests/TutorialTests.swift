import Foundation
import Testing

/// The tutorial of the kit is run as it stands, by whoever has the kit and the program only.
@Suite struct TutorialTests {
  @Test(.timeLimit(.minutes(10))) func everyLineOfTheTutorialHoldsTrue() throws {
    let text = try String(contentsOfFile: TutorialTests.article, encoding: .utf8)
    let steps = try Article(text).steps
    try #require(steps.count > 20)
    let desk = try Desk()
    defer { desk.remove() }
    let clock = ContinuousClock()
    let start = clock.now
    var shown = ""
    for step in steps {
      switch step {
      case .run(let commands, let code):
        let begun = clock.now
        let answer = try desk.run(commands)
        print("\(clock.now - begun)  \(commands.split(separator: "\n").joined(separator: "; "))")
        try #require(answer.code == code, "\(commands)\(answer.out)")
        #expect(!answer.out.contains("warning:"), "\(answer.out)")
        shown = answer.out
      case .shows(let expected):
        #expect(try isShown(expected, as: shown), "\(expected)--- instead of ---\n\(shown)")
      case .writes(let file, let edit, let text): try desk.write(file, edit, text)
      }
    }
    print("\(clock.now - start)  the whole tutorial")
  }

  @Test func noBlockOfAnArticleIsPassedOver() throws {
    #expect(throws: Article.Fault.self) { try Article("```swift\nlet a = 1\n```\n") }
    #expect(throws: Article.Fault.self) { try Article("<!-- file: a -->\n\nText.\n") }
    #expect(throws: Article.Fault.self) { try Article("<!-- ends -->\n```sh\nls\n```\n") }
    #expect(throws: Article.Fault.self) { try Article("```sh\nls\n") }
    let article = """
      <!-- ends with 2 -->
      ```sh
      ls
      ```
      <!-- file: a.swift, after: x -->
      ```swift
      y
      ```
      """
    let steps = try Article(article).steps
    #expect(steps == [.run("ls\n", code: 2), .writes("a.swift", .after("x"), text: "y\n")])
  }

  @Test func anEditMeansOneLineAndNoOther() {
    #expect(Article.Edit.after("b").applied(to: "a\nb\nc\n", "d\n") == "a\nb\nd\nc\n")
    #expect(Article.Edit.insteadOf("b").applied(to: "a\nb\nc\n", "d\n") == "a\nd\nc\n")
    #expect(Article.Edit.insteadOf("b").applied(to: "b\nb\n", "d\n") == nil)
    #expect(Article.Edit.after("x").applied(to: "a\n", "d\n") == nil)
  }

  @Test func whatIsShownIsComparedLineByLine() throws {
    #expect(try isShown("a\n…\nz…\n", as: "a\nb\n\nc\nz 1 \n"))
    #expect(try isShown("a\n…\n", as: "a\n"))
    #expect(try !isShown("a\n", as: "a\nb\n"))
    #expect(try !isShown("a…c\n", as: "ab\n"))
    #expect(try !isShown("a.c\n", as: "abc\n"))
  }

  static let article =
    Program.root + "/Sources/InstrumentKit/Kit/InstrumentKit.docc/MakeAnInstrument.md"
}

/// A folder outside the repository with the kit and the invented people in it, and a shell there.
struct Desk {
  let program: Program
  /// Where the tutorial begins.
  let folder: String
  private var state: String { program.folder + "/state" }

  init() throws {
    program = try Program()
    folder = program.folder + "/desk"
    let manager = FileManager.default
    let kit = Program.root + "/Sources/InstrumentKit"
    try manager.createDirectory(
      atPath: folder + "/InstrumentKit", withIntermediateDirectories: true)
    for name in try manager.contentsOfDirectory(atPath: kit) where !name.hasPrefix(".") {
      try manager.copyItem(atPath: "\(kit)/\(name)", toPath: "\(folder)/InstrumentKit/\(name)")
    }
    try manager.copyItem(atPath: Program.trial, toPath: folder + "/trial-2012.csv")
    try "cd '\(folder)'\n".write(toFile: state, atomically: true, encoding: .utf8)
  }

  func remove() { program.remove() }

  /// Runs commands where the ones before them ended; what they show comes in one text.
  func run(_ commands: String) throws -> Program.Answer {
    let process = program.process([])
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-euo", "pipefail", "-c",
      ". '\(state)'\nexec 2>&1\n\(commands)\n{ export -p; echo \"cd '$PWD'\"; } >'\(state)'",
    ]
    var environment = program.environment
    environment["PATH"] = program.binaries + ":" + (environment["PATH"] ?? "")
    environment["DREMPEL_STORE"] = nil
    // The compiler keeps what it made of the system's headers in the real home.
    environment["HOME"] = ProcessInfo.processInfo.environment["HOME"]
    process.environment = environment
    let out = Pipe()
    process.standardOutput = out
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Program.Answer(
      code: process.terminationStatus, out: String(decoding: text, as: UTF8.self), err: "")
  }

  /// Changes a file from where the commands ended.
  func write(_ file: String, _ edit: Article.Edit, _ text: String) throws {
    let place = try run("pwd").out.trimmingCharacters(in: .newlines) + "/" + file
    let old = (try? String(contentsOfFile: place, encoding: .utf8)) ?? ""
    let new = try #require(edit.applied(to: old, text), "\(edit) of \(file)")
    try new.write(toFile: place, atomically: true, encoding: .utf8)
  }
}
