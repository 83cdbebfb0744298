// What the bounds of Subject and Result cost: the same sum of the same data through them and through
// bare pointers. Called by scripts/bench: bounds accessors|pointers CLIENTS ROUNDS prints the best
// seconds.
import InstrumentKit

let way = CommandLine.arguments[1]
let clients = Int(CommandLine.arguments[2]) ?? 1_000_000
let rounds = Int(CommandLine.arguments[3]) ?? 5
let (questions, border) = (9, 13)

/// A questionnaire's inner loop: a sum of nine answers, on which side of a border it is, and how many
/// were answered.
struct Sum: Instrument {
  var description: Description {
    let label = Label(nl: "som", en: "sum")
    return Description(
      id: "sum", version: "1", label: label, summary: label, source: "", licence: "")
  }
  var form: Form { Form([]) }
  var inputs: [Input] { [] }
  var measures: [Measure] { [] }
  var goldenCases: [GoldenCase] { [] }

  @inline(never) func score(_ subject: Subject, into result: inout Result) {
    var (sum, answered) = (0, 0)
    for question in 0..<questions {
      guard let answer = subject.number(question) else { continue }
      sum += answer
      answered += 1
    }
    result.set(0, answered == questions ? Cell(sum) : .unknown)
    result.set(1, answered == questions ? Cell(sum > border) : .unknown)
    result.set(2, answered)
  }

  @inline(never) func scoreUnchecked(
    _ inputs: UnsafePointer<UnsafePointer<Int32>?>, _ row: Int,
    _ measures: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) {
    var (sum, answered) = (0, 0)
    for question in 0..<questions {
      guard let column = inputs[question], let answer = Cell(raw: column[row]).value else {
        continue
      }
      sum += answer
      answered += 1
    }
    measures[0][row] = (answered == questions ? Cell(sum) : .unknown).raw
    measures[1][row] = (answered == questions ? Cell(sum > border) : .unknown).raw
    measures[2][row] = Cell(answered).raw
  }
}

func cells(_ value: (Int) -> Int32) -> UnsafeMutablePointer<Int32> {
  let column = UnsafeMutablePointer<Int32>.allocate(capacity: clients)
  for row in 0..<clients { column[row] = value(row) }
  return column
}

let inputs: [UnsafePointer<Int32>?] = (0..<questions).map { question in
  UnsafePointer(
    cells { row in
      let mixed = (row &* 2_654_435_761) ^ (question &* 40_503)
      return mixed % 50 == 0 ? Cell.unknown.raw : Int32(mixed & 3)
    })
}
let results = (0..<3).map { _ in cells { _ in 0 } }
let columns = ColumnTable(inputs: inputs, entries: inputs.map { _ in false })
let measures = ColumnTable(measures: results)
let levels = UnsafeMutablePointer<UInt64>.allocate(capacity: clients)
levels.initialize(repeating: 0, count: clients)
let batch = Batch(
  today: Day(number: 15_705), low: levels, high: levels, acceptedLow: levels,
  acceptedHigh: levels, inputs: columns.columns)
let instrument = Sum()
let clock = ContinuousClock()
var best = Duration.seconds(3_600)
for _ in 0..<max(1, rounds) {
  best = min(
    best,
    clock.measure {
      if way == "pointers" {
        for row in 0..<clients {
          instrument.scoreUnchecked(batch.inputs, row, measures.columns)
        }
      } else {
        for row in 0..<clients {
          var result = Result(measures: measures.columns, row: row)
          instrument.score(Subject(batch, row: row), into: &result)
        }
      }
    })
}
let (seconds, attoseconds) = best.components
// Both ways must come to the same.
let sum = results.reduce(0) { total, column in
  (0..<clients).reduce(total) { $0 &+ Int(column[$1]) }
}
print(sum)
print(Double(seconds) + Double(attoseconds) / 1e18)
