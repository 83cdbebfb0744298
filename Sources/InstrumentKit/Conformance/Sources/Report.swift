import InstrumentKit

/// What was found of an instrument, and what was measured on the way.
public struct Report: Hashable, Codable, Sendable {
  /// The instrument's id and version.
  public let instrument: String
  public let version: String
  /// Each finding once, in the order: shape, golden cases, generated subjects.
  public let remarks: [Remark]
  /// How many generated subjects were scored; 0 when the shape is not sound.
  public let subjects: Int
  /// The time to score one subject.
  public let nanoseconds: Int
  /// One number for all results of the generated subjects; 0 when none were scored.
  public let fingerprint: UInt64

  /// Whether nothing keeps the instrument from being used.
  public var isSound: Bool { remarks.allSatisfy { $0.severity == .advice } }

  init(
    _ description: Description, remarks: [Remark], subjects: Int = 0, nanoseconds: Int = 0,
    fingerprint: UInt64 = 0
  ) {
    instrument = description.id
    version = description.version
    var seen: Set<Remark> = []
    self.remarks = remarks.filter { seen.insert($0).inserted }
    self.subjects = subjects
    self.nanoseconds = nanoseconds
    self.fingerprint = fingerprint
  }
}

/// FNV-1a over results, subject by subject.
struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ results: Results) {
    for row in 0..<results.count {
      for measure in 0..<results.measures {
        var bits = UInt32(bitPattern: results[measure, row])
        for _ in 0..<4 {
          value = (value ^ UInt64(bits & 0xFF)) &* 0x100_0000_01B3
          bits >>= 8
        }
      }
    }
  }
}
