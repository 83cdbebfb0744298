import Conformance
import InstrumentKit
import Testing

/// The shipped instruments by the rules that other makers are held to.
@Suite struct ConformanceTests {
  static let instruments = Installed.all

  private func conformance(
    _ instrument: any Instrument, scoring: Conformance.Scoring? = nil
  ) -> Conformance {
    Conformance(
      of: instrument, fields: Installed.fields, others: Self.instruments, scoring: scoring)
  }

  @Test(arguments: instruments.indices) func everyShippedInstrumentConforms(_ place: Int) throws {
    let report = try conformance(Self.instruments[place]).report()
    print(report.instrument, report.nanoseconds, report.fingerprint)
    for r in report.remarks { print(r.code, r.severity, r.words.en) }
    // How fast a build without optimisation is says nothing.
    #expect(report.remarks.filter { $0.code != "E636" } == [])
    #expect(report.subjects == 4_000)
  }
}
