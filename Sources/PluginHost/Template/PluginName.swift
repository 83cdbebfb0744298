/// The name of a new instrument, and the names in its code that follow from it.
package struct PluginName: Hashable, Sendable {
  /// As in manifests and sentences: `travel-time`.
  package let id: String

  /// Nil for what no manifest may have as its id.
  package init?(_ id: String) {
    guard PluginManifest.isId(id) else { return nil }
    self.id = id
  }

  /// The name of its type: `TravelTime`.
  package var type: String {
    id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The words as people read them, until its maker finds better ones: `Travel time`.
  var words: String {
    let words = id.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The C symbol with which it registers: `drempel_register_travel_time`.
  var symbol: String { "drempel_register_" + id.split(separator: "-").joined(separator: "_") }

  /// The file that its package builds.
  package var library: String { "lib\(type)Instrument.so" }

  /// Whether its type would hide one that its own code uses, so that it would not compile.
  package var hidesAType: Bool { PluginName.typesInUse.contains(type) }

  /// The types of the kit, of its tests, and those of Swift that code like this is likely to use.
  private static let typesInUse: Set<String> = Set(
    """
    Absence AbsenceRecord Advice AnswerType Asking Batch Breach Cell ColumnTable Condition Country
    Crosswalk Day Description Document Domain Dossier Entries Explanation Finding Form FormFault
    FormPlan GoldenCase Input Instrument Item Kit Label Level LevelScale Link Measure Migration
    Misreading Option Quarter Reason Registrar Relation Result RuleFault Rules Section Specification
    SpecificationSet Subject Threshold ThresholdRecord ThresholdSet Tongue
    InstrumentKit PluginEntry Conformance Remark Swift Testing Test Suite Issue Tag
    Any Array Bool Character Codable Collection Comparable Decodable Decoder Dictionary Double
    Encodable Encoder Equatable Error Float Hashable Hasher Identifiable Int Int32 Never Optional
    Protocol Range Self Sendable Sequence Set String Substring Type UInt UInt64 Unmanaged Void
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
