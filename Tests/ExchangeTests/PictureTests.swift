import InstrumentKit
import Testing

@testable import Exchange

/// Pictures of levels that read without colour.
@Suite struct PictureTests {
  private let scale = Document.Scale(["none", "supported", "blocking"], unknown: "not-assessed")

  @Test func aStripShowsEachLevelOfADomain() {
    let strips = [
      Document.Strip("Housing", [.init("homelessness", 0), .init("moving", 2)]),
      Document.Strip("Elsewhere", [.init("mobility", 1), .init("finances", nil)]),
    ]
    let text = DocumentRenderer(width: 60).terminal(Document([.strips(strips, scale)]))
    #expect(
      text == """
        Housing    ··· homelessness  ███ moving
        Elsewhere  ██· mobility      ─── finances

        ··· none  ██· supported  ███ blocking  ─── not-assessed

        """)
    let narrow = DocumentRenderer(width: 30).terminal(Document([.strips(strips, scale)]))
    #expect(narrow.hasPrefix("Housing    ··· homelessness\n           ███ moving\n"), "\(narrow)")
  }

  @Test func aLineStandsAtALevelUntilItMoves() throws {
    let days = try ["2012-01-01", "2012-07-01", "2012-12-31"].map { try #require(Day(iso: $0)) }
    let movement = Document.Movement(
      from: days[0], to: days[2], scale: scale,
      lines: [
        .init("mobility", [.init(days[0], 2), .init(days[1], 0)]),
        .init("dutch", [.init(days[1], 1), .init(days[2], nil)]),
      ])
    let text = DocumentRenderer(width: 45).terminal(Document([.movement(movement)]))
    #expect(
      text == """
                  2012-01-01 2012-12-31
        mobility  ██████████···········  none
        dutch               ▒▒▒▒▒▒▒▒▒▒   not-assessed

        · none  ▒ supported  █ blocking

        """, "\(text)")
  }

  @Test func longScalesAreWrittenInDigits() throws {
    let days = try ["2012-01-01", "2012-12-31"].map { try #require(Day(iso: $0)) }
    let rungs = Document.Scale((1...6).map { "rung \($0)" }, unknown: "?")
    let movement = Document.Movement(
      from: days[0], to: days[1], scale: rungs,
      lines: [.init("ladder", [.init(days[0], 0), .init(days[1], 5)])])
    let text = DocumentRenderer(width: 40).terminal(Document([.movement(movement)]))
    #expect(text.contains("ladder  11111"), "\(text)")
    #expect(text.contains("16  rung 6"), "\(text)")
    #expect(text.contains("6 rung 6"))
  }

  @Test func markdownKeepsPicturesInABlockOfCode() {
    let strips = [Document.Strip("A|b", [.init("`x`", 1)])]
    let text = DocumentRenderer().markdown(Document([.strips(strips, scale)]))
    #expect(text.hasPrefix("    A|b  ██· `x`\n\n    ··· none"), "\(text)")
  }
}
