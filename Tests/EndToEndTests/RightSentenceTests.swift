import Foundation
import TestSupport
import Testing

/// Sentences as staff write them, and all that they answer on the demo store.
@Suite struct RightSentenceTests {
  static let folder = Program.tests + "/Golden/Right"

  @Test func everySentenceAnswersWhatItAnswered() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
      .filter { $0.hasSuffix(".drempel") }.sorted()
    #expect(names.count >= 80)
    for name in names {
      let path = "\(Self.folder)/\(name)"
      #expect(try program.run(["check", path]).code == 0, "\(name)")
      let answer = try program.run(["run", path])
      #expect(answer.code == 0, "\(name): \(answer.err)")
      let golden = "Right/" + name.dropLast(".drempel".count)
      let said = answer.out + (answer.err.isEmpty ? "" : "--\n\(answer.err)")
      #expect(try Golden.matches(said, golden), "\(name): \(said)")
    }
    // None of them changed anything.
    #expect(try program.csv("observations where source = \"record\" | count") == ["0"])
  }
}
