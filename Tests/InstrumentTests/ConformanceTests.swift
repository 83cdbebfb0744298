import Conformance
import InstrumentKit
import Testing

/// The shipped instruments by the rules that other makers are held to.
@Suite struct ConformanceTests {
  static let instruments = Installed.all

  private func conformance(_ instrument: any Instrument) -> Conformance {
    Conformance(of: instrument, fields: Installed.fields, others: Self.instruments)
  }

  @Test(arguments: instruments.indices) func everyShippedInstrumentConforms(_ place: Int) throws {
    let report = try conformance(Self.instruments[place]).report()
    // How fast it is without optimisation says nothing of how fast it is.
    #expect(report.remarks.filter { $0.code != "E636" } == [])
    #expect(report.subjects == 4_000)
  }

  @Test(arguments: instruments.indices) func scoringElsewhereAgrees(_ place: Int) throws {
    let instrument = Self.instruments[place]
    let conformance = conformance(instrument)
    let direct = try conformance.fingerprint()
    var calls = 0
    let elsewhere = try conformance.fingerprint { batch, rows, columns in
      calls += 1
      for row in rows {
        var result = Result(measures: columns, row: row)
        instrument.score(Subject(batch, row: row), into: &result)
      }
    }
    #expect(direct != nil && direct == elsewhere && calls > 0)
    // An instrument that always says the same is found out.
    let dull = try conformance.fingerprint { _, rows, columns in
      for row in rows { columns[0][row] = 0 }
    }
    #expect(direct != dull)
  }

  @Test(arguments: instruments.indices) func aMakerNeedsNoProfile(_ place: Int) throws {
    let remarks = try Conformance(of: Self.instruments[place], others: Self.instruments).remarks()
    #expect(remarks.filter { !["E628", "E633", "E634", "E636"].contains($0.code) } == [])
    #expect(remarks.allSatisfy { $0.severity == .advice })
  }
}
