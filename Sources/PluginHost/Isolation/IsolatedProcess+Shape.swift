import InstrumentKit

extension IsolatedProcess {
  /// What a child may take.
  package struct Limits: Hashable, Sendable {
    /// For one answer: loading, or some thousands of subjects.
    package let seconds: Double
    package let megabytes: Int

    package init(seconds: Double = 10, megabytes: Int = 512) {
      (self.seconds, self.megabytes) = (seconds, megabytes)
    }
  }

  /// How a program of ours is started as a child for one plugin.
  package struct Program: Hashable, Sendable {
    /// The executable of the host.
    package let path: String
    package let limits: Limits

    package init(path: String, limits: Limits = Limits()) {
      (self.path, self.limits) = (path, limits)
    }
  }

  /// What goes in and comes out for each subject.
  struct Shape: Sendable {
    /// For each input whether its cells are entries.
    let entries: [Bool]
    /// For each measure what a known value may be.
    let bounds: [ClosedRange<Int32>]

    init(_ inputs: [Input], _ measures: [Measure]) {
      entries = inputs.map(\.hasEntries)
      bounds = measures.map { measure in
        let possible = measure.kind.possible
        // Of an empty list no value can be known; no cell is so low.
        return possible.isEmpty
          ? Int32.min...Int32.min
          : Int32(clamping: possible.lowerBound)...Int32(clamping: possible.upperBound - 1)
      }
    }
  }
}

/// What a confined plugin tried to do.
package enum Forbidden: UInt8, Codable, Hashable, Sendable {
  case file = 1
  case network
  /// Another process, or a change to files.
  case other
}
