import InstrumentKit
import Testing

@testable import Profile

/// What is told of participations; their indicators stand in the table of the room Session.
@Suite struct ESFRowTests {
  private func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  @Test func whoComesBackKeepsTheFirstEntryAndTheLastLeaving() throws {
    func participation(_ from: String, _ to: String?) -> Participation {
      Participation(
        client: "N1", operation: "OP1", enteredOn: day(from), leftOn: to.map(day))
    }
    let first = participation("2012-01-01", "2012-03-01")
    let second = participation("2012-05-01", "2012-07-01")
    let joined = try #require(Participation.joined([second, first]))
    #expect(joined.enteredOn == first.enteredOn && joined.leftOn == second.leftOn)
    let open = try #require(Participation.joined([first, participation("2012-05-01", nil)]))
    #expect(open.leftOn == nil)
    // Whichever row is open: the person has not left.
    let held = try #require(Participation.joined([participation("2012-01-01", nil), second]))
    #expect(held.leftOn == nil)
    let longer = participation("2012-01-01", "2012-09-01")
    #expect(Participation.joined([longer, second])?.leftOn == longer.leftOn)
    // As it was known on an earlier day.
    let then = try #require(Participation.joined([first, second], by: day("2012-06-01")))
    #expect(then.leftOn == nil && Participation.joined([second], by: first.enteredOn) == nil)
    #expect(Participation.joined([]) == nil)
  }

  @Test func whatIsToldGoesRoundUnchanged() throws {
    var participation = Participation(
      client: "N1", operation: "OP1", enteredOn: day("2012-03-01"))
    participation.leftOn = day("2012-05-01")
    participation.labourStatus = .inactive
    participation.education = "master"
    participation.inEducation = .no
    participation.disability = .refused
    participation.minority = .notAsked
    participation.rural = false
    participation.hasAddress = true
    participation.events = [.init(on: day("2012-05-02"), .training)]
    let read = try #require(
      Participation(
        client: "N1", operation: "OP1", enteredOn: participation.enteredOn,
        told: participation.told))
    #expect(read == participation)
    #expect(
      Participation(client: "N1", operation: "O", enteredOn: day("2012-12-31"), told: "x=1") == nil)
  }

  @Test func eventsOfOneDayStandInTheOrderTheyWereTold() throws {
    var participation = Participation(
      client: "N1", operation: "OP1", enteredOn: day("2012-03-01"))
    participation.events = [
      .init(on: day("2012-05-02"), .unemployment), .init(on: day("2012-05-02"), .employment),
      .init(on: day("2012-05-01"), .searching),
    ]
    let whole = try #require(Participation.joined([participation]))
    #expect(whole.events.map(\.kind) == [.searching, .unemployment, .employment])
  }

  @Test func thereAreTwentyThreeIndicatorsAndEachRelationNamesSome() {
    #expect(ESFIndicator.all.count == 23)
    let codes = Set(ESFIndicator.all.map(\.code))
    for bound in ESFCheck.bounds { #expect(codes.isSuperset(of: bound.of + [bound.part])) }
    for group in ESFCheck.partitions + ESFCheck.exclusive { #expect(codes.isSuperset(of: group)) }
  }
}
