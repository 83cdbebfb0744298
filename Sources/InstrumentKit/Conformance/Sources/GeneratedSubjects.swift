import InstrumentKit

/// Made-up subjects of one day that an instrument can score; the same seed makes the same ones.
public struct GeneratedSubjects: Sendable {
  let columns: SubjectColumns
  private let measures: Int

  /// How many subjects there are.
  public var count: Int { columns.count }

  /// The day for which they are scored.
  public var today: Day { columns.today }

  /// Makes up subjects that keep what hosts promise: answers that do not apply are unknown, and
  /// all histories have the same days.
  ///
  /// - Parameters:
  ///   - form: the instrument's form, made ready.
  ///   - fields: without them fields of the profile hold any small number.
  ///   - today: the day for which is scored; nil for one that follows from the seed.
  public init(
    instrument: any Instrument, form: FormPlan, fields: Conformance.Fields? = nil, seed: UInt64,
    count: Int, today: Day? = nil
  ) {
    var dice = SeededGenerator(seed: seed)
    let today = today ?? Day(number: 12_784 + Int32(dice.below(7_300)))
    let inputs = instrument.inputs.map { InputColumn($0, form, fields: fields) }
    var rows = RowGenerator(form, inputs, today: today, seed: dice.next())
    var columns = SubjectColumns(today: today, inputs)
    for _ in 0..<count { columns.append(rows.row(.usual)) }
    self.columns = columns
    measures = instrument.measures.count
  }

  /// Gives the subjects as a batch that is valid during the call.
  public func withBatch<Value>(_ body: (Batch) throws -> Value) rethrows -> Value {
    try columns.withBatch(body)
  }

  /// One number for all results: two ways of scoring that agree have the same.
  public func fingerprint(scoring: Conformance.Scoring) throws -> UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.add(try columns.results(measures, scoring))
    return fingerprint.value
  }
}
