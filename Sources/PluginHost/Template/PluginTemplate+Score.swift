/// The rule of the instrument, and the tests of it.
extension PluginTemplate {
  var score: String {
    let type = name.type
    return #"""
      import InstrumentKit

      /// What the instrument writes; the raw value is the place in ``\#(type)/measures``.
      enum \#(type)Measure: Int, CaseIterable {
        case reach, minutesOver, moveAdvised

        var measure: Measure {
          switch self {
          case .reach:
            Measure("reach", Label(nl: "bereik", en: "reach"), .code(Reach.options))
          case .minutesOver:
            Measure("minutes-over", Label(nl: "minuten-te-ver", en: "minutes-over"), .count)
          case .moveAdvised:
            Measure("move-advised", Label(nl: "verhuizen-aangewezen", en: "move-advised"), .flag)
          }
        }
      }

      /// How work can be reached; the raw value is the place among ``options``.
      enum Reach: Int {
        case near, far, outOfReach

        static let options = Option.list("near=dichtbij far=ver out-of-reach=onbereikbaar")
      }

      extension \#(type) {
        /// The longest way that is still near, in minutes, one way.
        static let border = 60

        /// The rule: nil where what it needs is not known.
        static func reach(minutes: Int?, mobility: Level?) -> Reach? {
          if mobility == .blocking { return .outOfReach }
          return minutes.map { $0 > border ? .far : .near }
        }

        public func score(_ subject: Subject, into result: inout Result) {
          let minutes = subject.number(0)
          let mobility = subject.levels[.mobility]
          let reach = \#(type).reach(minutes: minutes, mobility: mobility)
          result.set(
            \#(type)Measure.reach.rawValue, reach.map { Cell($0.rawValue) } ?? .unknown,
            because: \#(type).reason(minutes, mobility))
          result.set(
            \#(type)Measure.minutesOver.rawValue,
            minutes.map { Cell(max(0, $0 - \#(type).border)) } ?? .unknown)
          // Moving brings nearer what is far; it does not help whoever cannot travel at all.
          let advised = reach == .far ? subject.flag(1) : reach.map { _ in false }
          result.set(
            \#(type)Measure.moveAdvised.rawValue, advised.map { Cell($0) } ?? .unknown)
        }

        /// Why the reach is what it is, in words that the client can read too.
        private static func reason(_ minutes: Int?, _ mobility: Level?) -> Reason {
          if mobility == .blocking {
            return Reason(
              "cannot-travel", Label(nl: "kan zich niet verplaatsen", en: "cannot get around"))
          }
          guard let minutes else {
            return Reason(
              "time-unknown", Label(nl: "reistijd niet bekend", en: "time of travel not known"))
          }
          return Reason(
            "border-of-\(border)-minutes",
            Label(
              nl: "\(minutes) minuten; tot \(border) is dichtbij",
              en: "\(minutes) minutes; up to \(border) is near"))
        }
      }

      """#
  }

  var tests: String {
    let type = name.type
    return #"""
      import Conformance
      import InstrumentKit
      import Testing

      @testable import \#(type)Plugin

      @Suite struct \#(type)Tests {
        /// All that a host asks of an instrument, with its golden cases.
        @Test func theInstrumentKeepsItsWord() throws {
          let remarks = try Conformance(of: \#(type)()).remarks()
          #expect(remarks.filter { $0.severity == .fault } == [])
        }

        @Test(arguments: [(0, Reach.near), (60, .near), (61, .far), (240, .far)])
        func upToTheBorderIsNear(_ minutes: Int, _ reach: Reach) {
          #expect(\#(type).reach(minutes: minutes, mobility: .noBarrier) == reach)
          #expect(\#(type).reach(minutes: minutes, mobility: nil) == reach)
        }

        @Test func whoCannotTravelHasNothingWithinReach() {
          #expect(\#(type).reach(minutes: 5, mobility: .blocking) == .outOfReach)
          #expect(\#(type).reach(minutes: nil, mobility: .blocking) == .outOfReach)
          #expect(\#(type).reach(minutes: nil, mobility: .supported) == nil)
        }
      }

      """#
  }
}
