import InstrumentKit

/// Writes a collection of resources, one a line: ``begin()``, ``add(_:_:)``, ``end()``.
package final class FHIRBundle {
  private let day: Day
  private let sink: any ByteSink
  private var bytes: [UInt8] = []
  /// How many resources were written.
  package private(set) var count = 0

  /// - Parameter day: the day of reference; never the hour, so that the same answer is the same file.
  package init(day: Day, to sink: any ByteSink) {
    self.day = day
    self.sink = sink
  }

  /// - Throws: what the sink throws.
  package func begin() throws {
    try sink.write(
      """
      {"resourceType":"Bundle","type":"collection","timestamp":"\(day.instant)"
      """)
  }

  /// - Throws: what the sink throws.
  package func add(_ uuid: String, _ resource: FHIRValue) throws {
    bytes.removeAll(keepingCapacity: true)
    bytes += Array((count == 0 ? ",\"entry\":[\n" : ",\n").utf8)
    FHIRValue.members([("fullUrl", .text("urn:uuid:\(uuid)")), ("resource", resource)])
      .appendJSON(to: &bytes)
    try bytes.withUnsafeBytes { try sink.write($0) }
    count += 1
  }

  /// - Throws: what the sink throws.
  package func end() throws {
    try sink.write(count == 0 ? "}\n" : "\n]}\n")
    try sink.flush()
  }
}

extension Day {
  /// Where the standard wants a moment and only the day is told: its first.
  var instant: String { "\(self)T00:00:00Z" }
}
