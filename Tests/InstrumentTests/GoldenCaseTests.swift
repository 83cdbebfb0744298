import Conformance
import InstrumentKit
import Testing

/// The cases that each instrument brings along, run as the host runs them.
@Suite struct GoldenCaseTests {
  static let instruments = Installed.all

  @Test(arguments: instruments.indices) func everyCaseComesOut(_ place: Int) throws {
    let instrument = Self.instruments[place]
    #expect(instrument.goldenCases.count >= 12)
    #expect(try Conformance(of: instrument, fields: Installed.fields).golden() == [])
  }

  @Test(arguments: instruments.indices) func everyMeasureIsExpectedBySomeCase(_ place: Int) {
    let instrument = Self.instruments[place]
    let expected = Set(instrument.goldenCases.flatMap(\.expects.keys))
    for measure in instrument.measures where !expected.contains(measure.id) {
      Issue.record("\(instrument.description.id).\(measure.id)")
    }
  }
}
