import InstrumentKit
import Testing

@testable import Conformance

@Suite struct ScaleTests {
  /// `n`, `s` and `b` are levels, `-` an absence and `.` a score that says something else.
  private func turn(_ marks: String) -> Int? {
    let steps = marks.enumerated().map { place, mark in
      let finding: Finding =
        switch mark {
        case "n": .level(.noBarrier)
        case "s": .level(.supported)
        case "b": .level(.blocking)
        case "-": .absent(.cannotTell)
        default: .silent
        }
      return LevelScale.Step("\(place)", finding, Sample.label("x"))
    }
    return Shape.turn(of: LevelScale(steps)).flatMap { Int($0) }
  }

  @Test(arguments: ["", "nsb", "bsn", "-nsb", "nnssbb-.", "n-s.b", "sb", "b.b", "--"])
  func levelsThatGoOneWayAreInOrder(_ marks: String) { #expect(turn(marks) == nil) }

  @Test func aScaleMayBeginAgainAfterAScoreThatSaysSomethingElse() {
    #expect(turn("nssbb-.nssbb-.-") == nil)
    #expect(turn("nssbb-......") == nil)
    #expect(turn("bsn.bsn") == nil)
  }

  @Test func levelsThatTurnRoundAreNot() {
    #expect(turn("nsn") == 2)
    #expect(turn("nbs") == 2)
    #expect(turn("sbn") == 2)
    #expect(turn("ns-n") == 3)
    #expect(turn("bsnb") == 3)
  }

  @Test func aNewListBeginsWhereTheFirstBegan() {
    #expect(turn("n.b.s") == 4)
    #expect(turn("nsb.s") == 4)
    #expect(turn("nsb.bsn") == 5)
  }

  @Test func theItemAndTheScoreAreNamed() throws {
    let steps = [
      LevelScale.Step("p", .level(.noBarrier), Sample.label("none")),
      LevelScale.Step("q", .level(.blocking), Sample.label("much")),
      LevelScale.Step("r", .level(.supported), Sample.label("some")),
    ]
    let remark = try Sample().with {
      $0.items.append(
        Item("odd", Sample.label("x"), .level(LevelScale(steps)), link: .threshold(.dutch)))
    }.shape()
    #expect(remark.code == "E627" && remark.place == "item odd")
    #expect(remark.words.en == "the scores of item odd turn round at r")
  }
}
