import Foundation
import Testing

/// Bytes that are no UTF-8 are refused with their place, by whatever road they come.
@Suite struct NotTextTests {
  /// `Gen` and a byte of Windows-1252.
  private static let bad = Array("clients where commune = \"Gen".utf8) + [0xE8, 0x22, 0x0A]

  private func shell(_ program: Program, _ script: String) throws -> Program.Answer {
    try program.run(["-c", "D=\(program.binaries)/drempel; " + script], by: "/bin/sh")
  }

  @Test func aSentenceAScriptAndALineOfAPipeAreRefused() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    try Data(Self.bad).write(to: URL(filePath: program.folder + "/bad.drempel"))
    for (road, place) in [
      ("$D -c \"$(cat bad.drempel)\"", "argument 2"), ("$D run bad.drempel", "bad.drempel:1:29"),
      ("$D check bad.drempel", "bad.drempel:1:29"), ("$D run - < bad.drempel", "-:1:29"),
      ("$D < bad.drempel", "-:1"),
    ] {
      let answer = try shell(program, road)
      #expect(answer.code == 2 && answer.out.isEmpty, "\(road): \(answer)")
      #expect(answer.err.contains("E381 \(place)"), "\(road): \(answer.err)")
    }
  }
}
