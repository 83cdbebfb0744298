import InstrumentKit
import Testing

/// Columns that know how many they are, and columns of whoever lays them out otherwise.
@Suite struct ColumnTableTests {
  private func batch(_ inputs: UnsafePointer<UnsafePointer<Int32>?>, _ body: (Batch) -> Void) {
    let plane: [UInt64] = [0, 0]
    plane.withUnsafeBufferPointer { plane in
      guard let plane = plane.baseAddress else { return }
      body(
        Batch(
          today: Day(number: 0), low: plane, high: plane, acceptedLow: plane, acceptedHigh: plane,
          inputs: inputs))
    }
  }

  @Test func theFirstPlaceOutsideIsKeptAndNothingIsReadOrWritten() {
    var cells: [Int32] = [5, 6]
    var written: [Int32] = [-1, -1]
    cells.withUnsafeMutableBufferPointer { cells in
      written.withUnsafeMutableBufferPointer { written in
        guard let cell = cells.baseAddress, let target = written.baseAddress else { return }
        let inputs = ColumnTable(inputs: [UnsafePointer(cell), nil], entries: [false, false])
        let measures = ColumnTable(measures: [target])
        #expect(inputs.count == 2 && measures.count == 1)
        batch(inputs.columns) { batch in
          let subject = Subject(batch, row: 1)
          let result = Result(measures: measures.columns, row: 1)
          #expect(subject[0].value == 6 && subject[1] == .unknown)
          result.set(0, 9)
          #expect(Breach.first(in: batch, measures.columns) == nil)
          result.set(1, 7)
          result.set(-1, 7)
          #expect(
            Breach.first(in: batch, measures.columns) == Breach(isInput: false, place: 1, row: 1))
          #expect(subject[2] == .unknown && subject[-5] == .unknown)
          #expect(
            Breach.first(in: batch, measures.columns) == Breach(isInput: true, place: 2, row: 1))
        }
      }
    }
    #expect(written == [-1, 9])
  }

  @Test func whichOfManyInputsHoldEntriesIsKnown() {
    let entries = (0..<200).map { $0 % 3 == 0 }
    // One row whose entries lie behind the two starts.
    let cells: [Int32] = [2, 4, 40, 41]
    cells.withUnsafeBufferPointer { cells in
      let table = ColumnTable(inputs: entries.map { _ in cells.baseAddress }, entries: entries)
      batch(table.columns) { batch in
        for place in entries.indices {
          let found = Subject(batch, row: 0).entries(place)
          #expect(found.count == (entries[place] ? 1 : 0))
        }
      }
    }
  }

  @Test func noColumnsAtAllAreATableToo() {
    let inputs = ColumnTable(inputs: [], entries: [])
    let measures = ColumnTable(measures: [])
    batch(inputs.columns) { batch in
      #expect(Subject(batch, row: 0)[0] == .unknown)
      Result(measures: measures.columns, row: 0).set(0, 1)
      #expect(Breach.first(in: batch, measures.columns) != nil)
    }
  }

  @Test func columnsLaidOutOtherwiseHaveNoBounds() {
    var cells: [Int32] = [3]
    cells.withUnsafeMutableBufferPointer { cells in
      guard let cell = cells.baseAddress else { return }
      let inputs: [UnsafePointer<Int32>?] = [nil, UnsafePointer(cell)]
      let measures = [cell]
      inputs.withUnsafeBufferPointer { inputs in
        measures.withUnsafeBufferPointer { measures in
          guard let inputs = inputs.baseAddress, let measures = measures.baseAddress else { return }
          batch(inputs) { batch in
            #expect(Subject(batch, row: 0)[1].value == 3)
            Result(measures: measures, row: 0).set(0, 8)
            #expect(Breach.first(in: batch, measures) == nil)
          }
        }
      }
    }
    #expect(cells == [8])
  }
}
