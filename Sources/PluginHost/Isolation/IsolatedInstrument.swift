import InstrumentKit

/// An instrument whose code runs in another process; what it says of itself is kept here.
struct IsolatedInstrument: Instrument {
  let record: InstrumentRecord
  let process: IsolatedProcess

  var description: Description { record.description }
  var form: Form { record.form }
  var inputs: [Input] { record.inputs }
  var measures: [Measure] { record.measures }
  var goldenCases: [GoldenCase] { record.goldenCases }
  var rules: String? { record.rules }
  var advice: Advice? { record.advice }
  var migrations: [Migration] { record.migrations }

  /// One subject at a time, for whoever knows no batches; without an answer nothing is known.
  func score(_ subject: Subject, into result: inout Result) {
    let shape = IsolatedProcess.Shape(record.inputs, record.measures)
    do {
      if let explanation = result.explanation {
        let reasons = try process.explain(
          subject.batch, row: subject.row, as: shape, into: result.measures)
        for (measure, reason) in reasons { explanation.add(measure: measure, reason) }
      } else {
        try process.score(
          subject.batch, rows: subject.row..<subject.row + 1, as: shape, into: result.measures)
      }
    } catch {
      for measure in record.measures.indices { result.set(measure, .unknown) }
    }
  }

  func misreading(_ text: String, of item: String) -> Misreading? {
    guard case .misreading(let found)? = try? process.ask(.misreading(text, item: item)) else {
      return nil
    }
    return found
  }

  func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    guard case .document(let found)? = try? process.ask(.document(dossier, tongue)) else {
      return nil
    }
    return found
  }
}
