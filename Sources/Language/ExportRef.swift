import InstrumentKit
import Profile

/// A file that a sentence writes.
package struct ExportRef: Hashable, Sendable {
  /// A new format stands here, and in what `Session` writes for it.
  package enum Format: String, CaseIterable, Sendable {
    case csv, tsv, json, ndjson, markdown, html, xlsx, esf, fhir, spb, referral

    /// Whether a document goes out as a document and not as its table.
    package var isForReading: Bool { self == .markdown || self == .html || isOfClients }

    /// Whether standard output can take it: a workbook is put together from its end.
    package var isStream: Bool { ![.xlsx, .esf, .spb].contains(self) }

    /// Whether it is about a stretch of time, and is made of clients and not of a table.
    package var needsPeriod: Bool { self == .esf }

    /// Whether a stretch of time can limit it.
    package var takesPeriod: Bool { self == .esf || self == .spb }

    /// Whether it is made of a table's columns; other formats are made of the clients themselves.
    package var isOfTable: Bool { ![.esf, .fhir, .spb, .referral].contains(self) }

    /// Whether it is a form about each client rather than a table.
    package var isOfClients: Bool { self == .spb || self == .referral }
  }

  package let format: Format
  package var path: String
  package let overwrites: Bool
  /// Whether it is a failure when there is nothing to write.
  package let isRequired: Bool
  package let forExcel: Bool
  /// Whether people are made unrecognisable in it.
  package let isDeIdentified: Bool
  package let purpose: String?
  /// The instruments whose registrations go into a bundle; empty for all.
  package let instruments: [String]
  /// The first and the last day that it is about.
  package let period: ClosedRange<Day>?
  /// Of a form: what goes out only when it is named.
  package internal(set) var withNotes = false
  package internal(set) var withHealth = false
  /// Whether a value in the path was changed to fit into a file name.
  package internal(set) var isMended = false
}

extension ExportRef {
  /// What a form says only when it is named.
  package static let extras = CodeList(
    "group", Names.groups.codes.filter { ["notes", "health"].contains($0.en) })
}
