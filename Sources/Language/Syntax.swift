import InstrumentKit
import Profile

/// A program as it is written: names are texts still.
struct SyntaxProgram: Sendable {
  var sentences: [SyntaxSentence]
}

struct SyntaxSentence: Sendable {
  enum Kind: Sendable {
    case query(SyntaxQuery)
    case assign(Word, SyntaxQuery)
    /// Something that changes the store, or says only what it would change.
    case change(SyntaxVerb, isDry: Bool)
    case resume
    /// A value that whoever runs the script may give.
    case parameter(Word, SyntaxValue)
    case loop(SyntaxLoop)
    /// Another script, to be run here.
    case runFile(String, Span)
  }

  let kind: Kind
  let span: Span
}

/// What a change does.
enum SyntaxVerb: Sendable {
  case record(SyntaxRecord)
  case assess(SyntaxAssess)
  case decide(SyntaxDecide)
  case refer(SyntaxRefer)
  case importFile(SyntaxImport)
  case forget(SyntaxForget)
  case consent(SyntaxConsent)
  case revise(SyntaxRevise)
  case merge(SyntaxMerge)
}

/// A word with its place.
struct Word: Hashable, Sendable {
  let text: String
  let span: Span
}

extension SyntaxValue {
  /// As it was typed.
  var text: String {
    switch kind {
    case .word(let word): word
    case .text(let text): "\"\(text)\""
    case .day(let day): "\(day)"
    case .quarter(let quarter): "\(quarter)"
    case .span(let span): "\(span)"
    }
  }
}

struct SyntaxQuery: Sendable {
  let source: Word
  /// The day of `clients as of DATE`.
  let asOf: SyntaxDay?
  /// What was held then, of `clients as known on DATE`.
  var known: SyntaxKnown?
  /// The client of `client ID`.
  let client: Word?
  /// The two instruments of `crosswalk A B`.
  let instruments: [Word]
  /// What is said of `report NAME …`.
  var report: SyntaxReport?
  /// Those before the first that could not be read.
  let stages: [SyntaxStage]
  var isBroken = false
}

/// Until when what was entered counts, as it is written.
enum SyntaxKnown: Sendable {
  case day(SyntaxDay, Span)
  /// The number of an entry of the trail.
  case link(Int, Span)
}

/// A day as it is written.
enum SyntaxDay: Hashable, Sendable {
  case day(Day)
  case today
  case name(Word)
}

/// Sentences that are run once for each value of a column.
struct SyntaxLoop: Sendable {
  let name: Word
  let query: SyntaxQuery
  let body: [SyntaxSentence]
}

struct SyntaxStage: Sendable {
  indirect enum Kind: Sendable {
    case keep(SyntaxCondition)
    case score(Word, accepted: Bool)
    case explain(Word)
    case document(Word)
    case suggest(Word)
    case compare(SyntaxDay, with: SyntaxDay)
    case chart
    case history
    case list(Word, within: SyntaxHorizon?)
    case show([(name: Word, title: Word?)])
    case sort([(name: Word, descending: Bool)])
    case first(Int)
    case distinct([Word])
    case count([Word])
    case summarise([SyntaxSummary], by: [Word])
    case publish
    case export(SyntaxExport)
  }

  let kind: Kind
  let span: Span
}

struct SyntaxSummary: Sendable {
  let function: Word
  let column: Word
  let title: Word?
}

struct SyntaxExport: Sendable {
  let format: Word
  let path: String
  let pathSpan: Span
  let overwrites: Bool
  let isRequired: Bool
  let forExcel: Bool
  let isDeIdentified: Bool
  /// What goes out only when it is named: notes, health.
  let extras: [Word]
  let purpose: String?
  let period: SyntaxPeriod?
  let instruments: [Word]
}

/// A quarter, a year or two days.
struct SyntaxPeriod: Sendable {
  let first: SyntaxValue
  let last: SyntaxValue?
}

struct SyntaxAssess: Sendable {
  let client: Word
  let instrument: Word
  /// The items that are asked; empty for all.
  let only: [Word]
  let on: SyntaxDay?
  /// Lines below the sentence that answer its questions.
  let answers: [String]
}

struct SyntaxDecide: Sendable {
  let client: Word
  let instrument: Word
  let code: Word
  let on: SyntaxDay?
  let because: String?
}

struct SyntaxForget: Sendable {
  let client: Word
  let because: String?
}

struct SyntaxConsent: Sendable {
  let client: Word
  let organisation: Word
  let isRefused: Bool
  /// Whether it ends what stands.
  let isWithdrawn: Bool
  var on: SyntaxDay?
  var purpose: String?
  var data: [Word] = []
  var ground: Word?
  var from: SyntaxDay?
  var until: SyntaxDay?
  /// Where what is missing should stand.
  var end: Span
}

struct SyntaxRecord: Sendable {
  let client: Word
  let threshold: Word
  let level: Word
  let on: SyntaxDay?
  let because: String?
}

struct SyntaxRefer: Sendable {
  /// A field, and the one or the several answers that it is given.
  struct Setting: Sendable {
    let name: Word
    let values: [SyntaxValue]
  }

  let client: Word
  let settings: [Setting]
  let on: SyntaxDay?
}

struct SyntaxImport: Sendable {
  let path: String
  let pathSpan: Span
  let instrument: Word
  var isPartial = false
  var replaces = false
  var isOverCorrections = false
  var acceptsDuplicates = false
  var encoding: Word?
  var dates: Word?
  var rejected: (path: String, span: Span)?
  var overwrites = false

  init(path: String, pathSpan: Span, instrument: Word) {
    self.path = path
    self.pathSpan = pathSpan
    self.instrument = instrument
  }
}

indirect enum SyntaxCondition: Sendable {
  case all([SyntaxCondition])
  case any([SyntaxCondition])
  case not(SyntaxCondition)
  case compare(Word, Operator, SyntaxValue, Span)
  case among(Word, [SyntaxValue])
  case between(Word, SyntaxValue, SyntaxValue)
  /// A day in the stretch of time before or after the day of reference.
  case within(Word, SyntaxHorizon)
  /// A day before the stretch of time that ends with the day of reference.
  case olderThan(Word, SyntaxValue)
  case has(Word, SyntaxValue)
  case isKnown(Word, Bool)
  case bare(Word)
}

/// A stretch of time, and on which side when that is said.
struct SyntaxHorizon: Hashable, Sendable {
  let side: DaySide?
  let value: SyntaxValue
}

struct SyntaxValue: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case word(String)
    case text(String)
    case day(Day)
    case quarter(Quarter)
    case span(CalendarSpan)
  }

  let kind: Kind
  let span: Span
  /// The parameter or loop that it came from: it is then a value, and no template.
  var origin: String?
  /// Whether it came out of a table, so that nobody typed it.
  var isData = false
}

/// How two values are compared.
package enum Operator: String, CaseIterable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  var isOrder: Bool { self != .equal && self != .notEqual }
}
