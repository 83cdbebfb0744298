import InstrumentKit

/// A file that a sentence writes.
package struct ExportRef: Hashable, Sendable {
  /// A new format stands here, and in what `Session` writes for it.
  package enum Format: String, CaseIterable, Sendable {
    case csv, tsv, json, ndjson, markdown, html, xlsx, esf, fhir

    /// Whether a document goes out as a document and not as its table.
    package var isForReading: Bool { self == .markdown || self == .html }

    /// Whether standard output can take it: a workbook is put together from its end.
    package var isStream: Bool { self != .xlsx && self != .esf }

    /// Whether it is about a stretch of time, and is made of clients and not of a table.
    package var hasPeriod: Bool { self == .esf }
  }

  package let format: Format
  package let path: String
  package let overwrites: Bool
  package let forExcel: Bool
  /// Whether people are made unrecognisable in it.
  package let isDeIdentified: Bool
  package let purpose: String?
  /// The instruments whose registrations go into a bundle; empty for all.
  package let instruments: [String]
  /// The first and the last day that it is about.
  package let period: ClosedRange<Day>?
}
