import InstrumentKit
import Testing

@testable import Conformance

extension Sample {
  /// A profile that has one field with two codes.
  static let fields = Conformance.Fields(
    shared: { $0 == "sex" ? .one(Option.list("m f")) : nil },
    knows: { ["sex", "age"].contains($0) })

  /// The same with one thing changed.
  func with(_ change: (inout Sample) -> Void) -> Sample {
    var sample = self
    change(&sample)
    return sample
  }

  /// All findings, of few subjects.
  func remarks(_ others: [any Instrument] = []) throws -> [Remark] {
    try Conformance(of: self, fields: Sample.fields, others: others, subjects: 400).remarks()
  }

  /// The one finding of its shape.
  func shape(kit: String = Kit.version, _ location: SourceLocation = #_sourceLocation) throws
    -> Remark
  {
    let remarks = Conformance(of: self, fields: Sample.fields).shape(kit: kit)
    #expect(remarks.count == 1, "\(remarks.map(\.words.en))", sourceLocation: location)
    return try #require(remarks.first, sourceLocation: location)
  }
}
