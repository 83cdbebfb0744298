import Foundation
import Testing

/// What `plugin new` refuses, and where it finds the kit; that what it makes works, the tutorial
/// shows.
@Suite struct PluginNewTests {
  @Test(arguments: [
    "Travel", "2travel", "travel-", "travel--time", "travel_time", "reis-één", "", "a/b", "..",
    "a-name-that-is-longer-than-any-id",
  ])
  func aNameThatIsNoIdIsRefused(_ name: String) throws {
    try refuses(name, "E617 \"\(name)\" cannot be the name of an instrument")
  }

  @Test(arguments: [
    ("mpsa", "the instrument in "), ("clients", "a word of the language"),
    ("waar", "a word of the language"), ("mobility", "a threshold"), ("mobiliteit", "a threshold"),
    ("age", "a field"), ("leeftijd", "a field"),
  ])
  func aNameThatMeansSomethingIsRefused(_ name: String, _ owner: String) throws {
    try refuses(name, "E617 the name \"\(name)\" is that of \(owner)")
  }

  /// Such a package would not compile: its own type would be meant wherever the kit's is.
  @Test func aNameThatHidesATypeOfTheKitIsRefused() throws {
    let kit = Program.root + "/Sources/InstrumentKit/Kit"
    var names: Set<String> = ["instrument-kit", "string", "int", "test", "suite"]
    for file in try FileManager.default.contentsOfDirectory(atPath: kit)
    where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(kit)/\(file)", encoding: .utf8)
      let type =
        /(?m)^(?:@frozen )?public (?:indirect |final )?(?:enum|struct|class|protocol) (\w+)/
      for match in text.matches(of: type) {
        let kebab = match.1.replacing(/([a-z])([A-Z])/) { "\($0.1)-\($0.2)" }.lowercased()
        names.insert(kebab)
      }
    }
    #expect(names.count > 45)
    let program = try Program()
    defer { program.remove() }
    for name in names {
      let answer = try program.run(["plugin", "new", name])
      #expect(answer.code == 2 && answer.err.hasPrefix("E617"), "\(name): \(answer.out)")
    }
  }

  @Test func aFolderWithSomethingInItIsLeftAsItIs() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.folder + "/mine"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try "kept".write(toFile: folder + "/README.md", atomically: true, encoding: .utf8)
    for place in [folder, folder + "/README.md", folder + "/README.md/deeper"] {
      let answer = try program.run(["--lang", "nl", "plugin", "new", "travel", place])
      #expect(answer.code == 2)
      #expect(answer.err.hasPrefix("E618"))
      #expect(answer.err.contains("drempel plugin new NAAM MAP"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["README.md"])
    #expect(try String(contentsOfFile: folder + "/README.md", encoding: .utf8) == "kept")
  }

  /// Files may have a kilobyte here, and the first is longer.
  @Test func whatCannotBeWrittenWholeIsNotWritten() throws {
    let program = try Program()
    defer { program.remove() }
    let process = program.process([])
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c", "ulimit -f 1; exec \"$0\" plugin new travel made", program.binaries + "/drempel",
    ]
    let err = Pipe()
    process.standardError = err
    try process.run()
    let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text.hasPrefix("E618 made cannot be written: "), "\(text)")
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/made"))
  }

  @Test func anEmptyFolderIsFilled() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = program.folder + "/empty"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let answer = try program.run(["plugin", "new", "travel", folder])
    #expect(answer.code == 0, "\(answer.err)")
    #expect(FileManager.default.fileExists(atPath: folder + "/Sources/TravelPlugin/Travel.swift"))
  }

  /// The program works under a mask of its own, and what it makes for a maker is no secret.
  @Test func theFilesFollowTheMaskOfWhoeverStartsIt() throws {
    let program = try Program()
    defer { program.remove() }
    let process = program.process([])
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c", "umask 027; exec \"$0\" plugin new travel made", program.binaries + "/drempel",
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for (name, mode) in [("", 0o750), ("/Sources", 0o750), ("/Package.swift", 0o640)] {
      let found = try FileManager.default.attributesOfItem(
        atPath: program.folder + "/made" + name)[.posixPermissions]
      #expect(found as? Int == mode, "\(name)")
    }
  }

  @Test func theKitIsFoundBesideThenInTheCheckoutThenBesideTheProgram() throws {
    let program = try Program()
    defer { program.remove() }
    let checkout = Program.root + "/Sources/InstrumentKit"
    func kit(of package: String) throws -> Substring? {
      let manifest = try String(contentsOfFile: "\(package)/Package.swift", encoding: .utf8)
      return manifest.firstMatch(of: /let kit = "(.*)"/)?.1
    }
    #expect(try program.run(["plugin", "new", "travel"]).code == 0)
    #expect(try kit(of: program.folder + "/travel") == Substring(checkout))
    // A folder of that name alone is not the kit.
    let beside = program.folder + "/here/InstrumentKit"
    try FileManager.default.createDirectory(atPath: beside, withIntermediateDirectories: true)
    let first = program.folder + "/here/first"
    #expect(try program.run(["plugin", "new", "travel", first]).code == 0)
    #expect(try kit(of: first) == Substring(checkout))
    let asked = try program.run(["plugin", "new", "travel", first + "-asked", "--kit", beside])
    #expect(asked.code == 2)
    #expect(asked.err.hasPrefix("E619 \(beside) does not hold the kit"))
    #expect(!FileManager.default.fileExists(atPath: first + "-asked"))
    try pretendKit(beside)
    let second = program.folder + "/here/second"
    #expect(try program.run(["plugin", "new", "travel", second]).code == 0)
    #expect(try kit(of: second) == "../InstrumentKit")
    // The program far from any checkout.
    let bare = try program.copied(with: [])
    let third = program.folder + "/third"
    let lost = try bare.run(["plugin", "new", "travel", third])
    #expect(lost.code == 2)
    #expect(lost.err.hasPrefix("E619 the sources of the kit were not found; looked in "))
    #expect(lost.err.contains("--kit FOLDER"))
    #expect(!FileManager.default.fileExists(atPath: third))
    try pretendKit(bare.binaries + "/InstrumentKit")
    #expect(try bare.run(["plugin", "new", "travel", third]).code == 0)
    #expect(try kit(of: third) == Substring(bare.binaries + "/InstrumentKit"))
  }

  /// As strict as this repository is on its own sources, whatever the length of the name.
  @Test(arguments: ["x", "a-name-as-long-as-a-name-can-be1"])
  func whatIsMadeIsFormatted(_ name: String) throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.run(["plugin", "new", name, program.folder + "/made"]).code == 0)
    let lint = Process()
    lint.executableURL = URL(filePath: "/usr/bin/env")
    lint.arguments = [
      "swift", "format", "lint", "--strict", "--configuration", Program.root + "/.swift-format",
      "--recursive", program.folder + "/made",
    ]
    let err = Pipe()
    lint.standardError = err
    try lint.run()
    let text = err.fileHandleForReading.readDataToEndOfFile()
    lint.waitUntilExit()
    #expect(lint.terminationStatus == 0, "\(String(decoding: text, as: UTF8.self))")
  }

  @Test func dutchIsSpokenToo() throws {
    let program = try Program()
    defer { program.remove() }
    let answer = try program.run(["--lang", "nl", "plugin", "new", "travel", "een map"])
    #expect(answer.code == 0, "\(answer.err)")
    #expect(answer.out.contains("een map: instrument travel, met de kit in "))
    #expect(answer.out.contains("daarna:\n  cd 'een map'\n  swift build\n"))
  }

  private func refuses(_ name: String, _ words: String) throws {
    let program = try Program()
    defer { program.remove() }
    let answer = try program.run(["plugin", "new", "--", name])
    #expect(answer.code == 2)
    #expect(answer.err.hasPrefix(words), "\(answer.err)")
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    #expect(names == ["config"])
  }

  private func pretendKit(_ folder: String) throws {
    for (file, name) in [("", "InstrumentKit"), ("/Conformance", "Conformance")] {
      try FileManager.default.createDirectory(
        atPath: folder + file, withIntermediateDirectories: true)
      try "let package = Package(name: \"\(name)\")\n".write(
        toFile: folder + file + "/Package.swift", atomically: true, encoding: .utf8)
    }
  }
}
