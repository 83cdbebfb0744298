import Foundation
import Seal
import Testing

/// Golden cases run again where host or kit are others than those with which they came out.
@Suite(.serialized) struct StampTests {
  private static let other = "0123456789abcdef"

  private func withOlder() throws -> Program {
    let program = try Program().withDemo()
    let file = try OlderPlugin().build(in: program.folder)
    let added = try program.run(["plugin", "add", file])
    try #require(added.code == 0, "\(added.out)\(added.err)")
    return program
  }

  private func changed(_ program: Program) throws -> timespec {
    var status = stat()
    try #require(stat(program.approvedList, &status) == 0)
    return status.st_mtim
  }

  private func isSame(_ one: timespec, _ other: timespec) -> Bool {
    one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec
  }

  @Test func theStampIsRenewedOnceWhenTheyComeOut() throws {
    let program = try withOlder()
    defer { program.remove() }
    let words = try program.approvalOfOlder()
    try #require(words.count == 6)
    let another = String(repeating: "0", count: 64) + "  libAnotherInstrument.so\n"
    let lines = try String(contentsOfFile: program.approvedList, encoding: .utf8)
    try Data((another + lines).utf8).write(to: URL(fileURLWithPath: program.approvedList))
    let added = try changed(program)
    #expect(try program.csv("clients | score older | count") == ["63"])
    #expect(isSame(try changed(program), added), "nothing is new")
    try program.stampOlder(Self.other)
    #expect(try program.approvalOfOlder().last == Self.other)
    let first = try program.run(["--mode", "csv", "-c", "clients | score older | count"])
    #expect(first.code == 0 && first.err == "" && first.out.contains("63"), "\(first.err)")
    #expect(try program.approvalOfOlder() == words, "the same line with the stamp of today")
    let renewed = try changed(program)
    let names = try String(contentsOfFile: program.approvedList, encoding: .utf8)
    #expect(names.contains(another), "the other lines stay")
    #expect(try program.csv("clients | score older | count") == ["63"])
    #expect(isSame(try changed(program), renewed), "not written again")
  }

  @Test(arguments: [true, false])
  func onesThatDoNotComeOutAreRefusedAndNamedAtEachStart(_ isIsolated: Bool) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    // It came out with a kit that counted itself otherwise.
    let wrong = OlderPlugin(expects: 77)
    try program.putOlder(wrong, stamp: Self.other)
    if !isIsolated {
      try #require(try program.run(["plugin", "isolate", "older", "--off"]).code == 0)
    }
    let before = try changed(program)
    for _ in 0..<2 {
      let answer = try program.run(["--mode", "csv", "-c", "clients | score mpsa | count"])
      #expect(answer.code == 0 && answer.out.contains("63"))
      #expect(answer.err.hasPrefix("E610 plugin older: "), "\(answer.err)")
      #expect(answer.err.contains("as the kit counts itself") && answer.err.contains("77"))
      #expect(answer.err.split(separator: "\n").count == 1, "\(answer.err)")
    }
    #expect(isSame(try changed(program), before), "there is nothing to write down")
    #expect(try program.run(["-c", "clients | score older"]).code == 1)
  }

  /// Golden cases are of the rules that a plugin brings; a site's own do not keep them from it.
  @Test(arguments: [nil, 77]) func aSitesRulesSpareNobodyTheCases(_ expects: Int?) throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    try program.putOlder(OlderPlugin(expects: expects), stamp: Self.other)
    let rules = program.folder + "/config/drempel/rules"
    try FileManager.default.createDirectory(atPath: rules, withIntermediateDirectories: true)
    // By these rules none of the cases on hindrances comes out.
    try "name: here\nversion: \"7\"\nhours-from: 60\nhindrances: [illness]\n".write(
      toFile: rules + "/older.yaml", atomically: true, encoding: .utf8)
    let answer = try program.run(["--mode", "csv", "-c", "clients | count"])
    #expect(answer.code == 0 && answer.out.contains("63"))
    if expects == nil {
      #expect(answer.err == "")
      #expect(try program.approvalOfOlder().last != Self.other)
      #expect(
        try program.csv("instruments where instrument = \"older\" | show version")
          == ["1.0+here-7"])
    } else {
      #expect(answer.err.hasPrefix("E610 plugin older: ") && answer.faults.count == 1)
      #expect(try program.approvalOfOlder().last == Self.other)
    }
  }

  @Test func aConfigurationThatCannotBeWrittenCostsNobodyAPlugin() throws {
    let program = try withOlder()
    defer { program.remove() }
    try program.stampOlder(Self.other)
    let folder = program.folder + "/config/drempel"
    let before = try changed(program)
    chmod(folder, 0o500)
    defer { chmod(folder, 0o700) }
    for _ in 0..<2 {
      let answer = try program.runWithoutPrivilege(
        ["--mode", "csv", "-c", "clients | score older | count"])
      #expect(answer.code == 0 && answer.out.contains("63"), "\(answer.out)")
      #expect(answer.err == "", "there is nothing that an operator should do")
    }
    #expect(isSame(try changed(program), before))
    #expect(try program.approvalOfOlder().last == Self.other)
    // What asks to be written says that it cannot be.
    let refused = try program.runWithoutPrivilege(["plugin", "isolate", "older", "--off"])
    #expect(refused.code == 1 && refused.err.hasPrefix("E601 "), "\(refused.err)")
    #expect(refused.err.contains("cannot be written: Permission denied"), "\(refused.err)")
    #expect(refused.err.split(separator: "\n").count == 1, "\(refused.err)")
  }
}

extension Program {
  /// Puts the older plugin among the operator's and on the list, as if it had been added.
  func putOlder(_ plugin: OlderPlugin, stamp: String) throws {
    let path = try plugin.build(in: folder + "/config/drempel/plugins")
    let digest = Digest(of: try Data(contentsOf: URL(fileURLWithPath: path))).hex
    try rewriteList { lines in
      lines + ["\(digest)  \(OlderPlugin.file)  older  1.0  \(plugin.kit)  \(stamp)"]
    }
  }

  /// Writes another stamp in the line of the older plugin.
  func stampOlder(_ stamp: String) throws {
    let words = try approvalOfOlder()
    try rewriteList { lines in
      lines.map {
        $0.hasPrefix(words[0]) ? (words.dropLast() + [stamp]).joined(separator: "  ") : $0
      }
    }
  }

  private func rewriteList(_ change: ([String]) -> [String]) throws {
    let lines = try String(contentsOfFile: approvedList, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let text = change(lines).map { $0 + "\n" }.joined()
    try text.write(toFile: approvedList, atomically: true, encoding: .utf8)
    chmod(approvedList, 0o600)
  }

  /// Runs it so that the permissions of files hold, for the superuser too.
  func runWithoutPrivilege(_ arguments: [String]) throws -> Answer {
    if geteuid() != 0 { return try run(arguments) }
    let bare = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    return try run(bare + ["\(binaries)/drempel"] + arguments, by: "/usr/bin/env")
  }
}
