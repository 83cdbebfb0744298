import Foundation
import Testing

/// Whatever stands in the way of a file: one clear error, nothing lost, nothing half left.
@Suite struct ExportRobustnessTests {
  private func export(_ program: Program, _ format: String, _ path: String, _ options: String = "")
    throws -> Program.Answer
  {
    try program.run(["-c", "clients | export \(format) \"\(path)\" \(options)"])
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func folder(_ program: Program) throws -> String {
    let folder = program.folder + "/out 'é' 日"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func everyObstacleIsOneClearErrorAndLeavesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let plain = program.folder + "/plain"
    try FileManager.default.createDirectory(atPath: plain, withIntermediateDirectories: true)
    try "old".write(toFile: plain + "/old", atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(
      atPath: plain + "/folder", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: plain + "/full", withDestinationPath: "/dev/full")
    let before = try names(plain)
    for format in Exported.formats {
      let obstacles = [
        (plain + "/old", "", "E331"), (plain + "/no/where", "", "E333"),
        (plain + "/folder", "overwrite", "E334"), (plain + "/old/x", "", "E334"),
        (plain + "/" + String(repeating: "n", count: 256), "", "E334"),
        ("/dev/full", "overwrite", "E334"), (plain + "/full", "", "E334"), ("", "", "E334"),
      ]
      for (path, options, code) in obstacles {
        let answer = try export(program, format, path, options)
        #expect(answer.code == 1, "\(format) \(path.suffix(20)): \(answer.err)")
        #expect(answer.err.contains(code), "\(format) \(path.suffix(20)): \(answer.err)")
        #expect(answer.err.split(separator: "\n").count <= 2, "\(answer.err)")
      }
      #expect(try names(plain) == before, "\(format)")
    }
    #expect(try String(contentsOfFile: plain + "/old", encoding: .utf8) == "old")
  }

  @Test func strangeNamesOfFilesWork() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = try folder(program)
    let names = [
      "with space", "it's", "n\u{F1}a\u{301}", "日本.tar", "-x", "%s%n",
      String(repeating: "é", count: 120),
    ]
    let paths = Exported.formats.flatMap { format in names.map { "\(folder)/\($0).\(format)" } }
    let script = paths.map { path in
      let format = path.split(separator: ".").last ?? ""
      return "clients | export \(format) \"\(path)\""
    }
    let answer = try program.run(["-c", script.joined(separator: "\n")])
    #expect(answer.code == 0, "\(answer.err)")
    for path in paths { #expect(try !Exported.text(path).isEmpty, "\(path)") }
    #expect(try self.names(folder).count == paths.count)
  }

  /// As on a full disk: no file of the program may grow beyond a few kilobytes.
  @Test func aDiskThatTakesNoMoreLeavesNothing() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let out = program.folder + "/small"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    // A workbook fits within the second limit, and the text that it is packed from does not.
    for (format, limit) in Exported.formats.map({ ($0, 16) }) + [("xlsx", 200)] {
      // Without a store, whose own files are larger.
      let process = program.process([])
      process.environment?["DREMPEL_STORE"] = nil
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [
        "-c",
        "ulimit -f \(limit); exec \"$0\" -c \"codebook | export \(format) \\\"\(out)/a.\(format)\\\"\"",
        "\(program.binaries)/drempel",
      ]
      let pipe = Pipe()
      process.standardError = pipe
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      let errors = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit, "\(format)")
      #expect(process.terminationStatus == 1, "\(format): \(errors)")
      #expect(errors.contains("E336"), "\(format): \(errors)")
      // Plugins do not fit either, and are named one by one.
      let others = errors.split(separator: "\n").filter { !$0.hasPrefix("E601") }
      #expect(others.count == 1, "\(format): \(errors)")
      #expect(try names(out).isEmpty, "\(format)")
    }
  }

  @Test func aWorkbookCannotGoToStandardOutput() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answer = try export(program, "xlsx", "-")
    #expect(answer.code == 2 && answer.err.contains("E126") && answer.out.isEmpty)
    let wrong = try program.run(["-c", "clients | export json \"x\" excel"])
    #expect(wrong.code == 2 && wrong.err.contains("E121"))
  }

  @Test func anExportIsLoggedWithTheDigestOfItsFile() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for format in Exported.formats {
      // The file is taken away while its intent is open: the next start finds it done or undone
      // by the digest, so that a wrong digest would show.
      let answer = try export(program, format, "\(program.folder)/log.\(format)", "for \"log\"")
      #expect(answer.code == 0, "\(answer.err)")
    }
    let check = try program.run(["store", "check"])
    #expect(check.code == 0, "\(check.out) \(check.err)")
  }

  @Test func documentsGoOutAsDocumentsOrAsTheirTable() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    func text(_ sentence: String, _ format: String) throws -> String {
      let path = "\(program.folder)/\(UUID().uuidString).\(format)"
      let answer = try program.run(["-c", "\(sentence) | export \(format) \"\(path)\""])
      try #require(answer.code == 0, "\(answer.err)")
      return try Exported.text(path)
    }
    let page = try text("client T014 | explain mpsa", "html")
    #expect(page.contains("<title>T014 · MPSA") && page.contains("<dt>Reference date</dt>"))
    #expect(try text("client T014 | explain mpsa", "markdown").hasPrefix("## T014 · MPSA"))
    #expect(try text("client T014 | explain mpsa", "csv").hasPrefix("client,measure,value,rule"))
    #expect(try text("client T014 | explain mpsa", "xlsx").contains(">measure<"))
    #expect(try text("client T014 | chart", "html").contains("<svg role=\"img\""))
    #expect(try text("clients | count by location | chart", "html").contains("Bars: Clients"))
    #expect(try text("clients | count by location | chart", "tsv").hasPrefix("location\tcount"))
    let dutch = try program.run([
      "--lang", "nl", "-c", "cliënten | tel per locatie | export html \"-\"",
    ])
    #expect(dutch.out.contains("<html lang=\"nl\">") && dutch.out.contains("<h1>Cliënten</h1>"))
    #expect(dutch.out.contains(">aantal<"))
  }

  @Test func publishedTablesHideTheSameInEveryFormat() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for format in Exported.formats {
      let path = "\(program.folder)/p.\(format)"
      let answer = try program.run([
        "-c", "clients | count by location | publish | export \(format) \"\(path)\"",
      ])
      #expect(answer.code == 0, "\(answer.err)")
      let text = try Exported.text(path)
      #expect(text.contains("23") && !text.contains("\"count\":2}"), "\(format)")
      let mark = ["html", "xlsx", "markdown"].contains(format) ? "&lt;5" : "<5"
      #expect(text.contains(mark), "\(format): \(text.suffix(300))")
      #expect(text.contains("hidden"), "\(format)")
    }
  }

  @Test func theCodebookIsTheSameInEveryFormatThatTypesIt() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    #expect(try program.csv("codebook where group = identity and kind = field | count") == ["8"])
    let rows = try program.csv("codebook where kind = measure | show instrument | distinct")
    #expect(rows.count == 7)
    let all = try program.csv("codebook where label-nl is unknown or label-en is unknown | count")
    #expect(all == ["0"])
  }
}
