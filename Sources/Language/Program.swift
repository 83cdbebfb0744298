import InstrumentKit
import Profile

/// A checked program: every name is resolved, every constant typed.
package struct Program: Sendable {
  package enum Sentence: Sendable {
    case query(Query)
    /// Names a query; nothing runs.
    case assign(String, Query)
    /// Changes the store; when dry, says only how much it would change.
    case change(Verb, isDry: Bool)
    /// Takes up an interview that was left.
    case resume
    /// Its value was used while checking; nothing runs.
    case parameter(String)
    case loop(Loop)
    case runFile(String)
  }

  package let sentences: [(sentence: Sentence, span: Span)]
}

extension Program.Sentence {
  /// Whether it asks or changes something of the store itself; a loop's and a script's sentences
  /// do that for themselves.
  package var opensStore: Bool {
    switch self {
    case .assign, .parameter, .runFile: false
    case .query(let query): query.source.isOfStore
    case .loop(let loop): loop.query.source.isOfStore
    case .change, .resume: true
    }
  }

  /// What it wants to change, in words of the language: never whose.
  package var subjects: [String] {
    switch self {
    case .change(let verb, _): [verb.keyword.english] + verb.subjects
    case .resume: ["resume"]
    case .query(let query): [query.exports ? "export" : query.source.rawValue]
    case .assign, .parameter, .loop, .runFile: []
    }
  }

  /// Whether it writes a file to standard output, which must then be whole.
  package var exportsToOutput: Bool {
    guard case .query(let query) = self, case .export(let ref)? = query.stages.last else {
      return false
    }
    return ref.path == "-"
  }
}

/// What a change does.
package enum Verb: Sendable {
  /// Keeps one level.
  case record(RecordVerb)
  /// Asks the items of an instrument, one by one.
  case assess(AssessVerb)
  /// Keeps what a person decided upon an instrument's advice.
  case decide(DecideVerb)
  /// Registers a referral.
  case refer(ReferVerb)
  /// Takes in a file of registrations.
  case importFile(ImportVerb)
  /// Destroys what is sealed of a client.
  case forget(ForgetVerb)
  /// Records what a client permits or objects to, or ends it.
  case consent(ConsentVerb)
  /// Corrects, strikes, restores or moves an entry.
  case revise(ReviseVerb)
  /// Makes two codes one person, or divides them again.
  case merge(MergeVerb)
}

extension Verb {
  package var keyword: Keyword {
    switch self {
    case .record: .record
    case .assess: .assess
    case .decide: .decide
    case .refer: .refer
    case .importFile: .import
    case .forget: .forget
    case .consent: .consent
    case .revise(let verb): verb.keyword
    case .merge(let verb): verb.into == nil ? .unmerge : .merge
    }
  }

  /// The threshold or instrument that it is about.
  var subjects: [String] {
    switch self {
    case .record(let verb): [verb.threshold.code]
    case .assess(let verb): [verb.instrument]
    case .decide(let verb): [verb.instrument]
    case .refer(let verb): verb.answers.keys.sorted()
    case .importFile(let verb): [verb.instrument]
    case .forget, .consent, .revise, .merge: []
    }
  }
}

package struct AssessVerb: Sendable {
  package let client: String
  package let instrument: String
  /// The items that are asked; empty for all.
  package let only: [String]
  package let on: Day?

  /// What is answered to its questions, in a script.
  package let answers: [String]

  package init(
    client: String, instrument: String, only: [String] = [], on: Day?, answers: [String] = []
  ) {
    self.only = only
    self.answers = answers
    self.client = client
    self.instrument = instrument
    self.on = on
  }
}

package struct DecideVerb: Sendable {
  package let client: String
  package let instrument: String
  /// In the instrument's order, from least to most.
  package let code: String
  package let on: Day?
  package let because: String?
}

/// Sentences that are checked and run once for each known value of a column.
package struct Loop: Sendable {
  package let query: Query
  /// The column whose values are gone through.
  package let column: ResultColumn
  let name: Word
  let body: [SyntaxSentence]
  let schema: Schema

  /// The sentences for one value, as a file has it.
  package func program(for value: String) -> (program: Program?, diagnostics: [Diagnostic]) {
    var checker = Checker(schema: schema, diagnostics: [])
    checker.give(Checker.value(value, of: column.type, name.span), to: name)
    let sentences = checker.checked(body)
    let found = checker.diagnostics.sorted { $0.span.start < $1.span.start }
    return (found.isEmpty ? Program(sentences: sentences) : nil, found)
  }
}

package struct RecordVerb: Sendable {
  package let client: String
  package let threshold: Threshold
  package let finding: Finding
  package let on: Day?
  package let because: String?
}

package struct ReferVerb: Sendable {
  package let client: String
  /// Fields of a referral with their answers as a file has them: codes joined by `;`, or words.
  package let answers: [String: String]
  package let on: Day?
}

package struct ImportVerb: Sendable {
  package let path: String
  /// Or `participations`.
  package let instrument: String
  package let form: ImportForm
}

/// How a file is to be read, and what is to become of its rows.
package struct ImportForm: Sendable {
  /// Whether the good rows are taken where others are bad.
  package var isPartial = false
  package var replaces = false
  /// Whether that also undoes what somebody corrected, moved or struck since.
  package var isOverCorrections = false
  /// Whether a national number may stand for two clients.
  package var acceptsDuplicates = false
  /// Nil for UTF-8, or what a mark at the start of the file says.
  package var encoding: TextEncoding?
  package var dates = DayForm.iso
  /// The file that the bad rows are written to.
  package var rejected: String?
  /// Whether that file may be there already.
  package var overwritesRejected = false

  package init() {}
}

/// A moment in the life of a store.
package enum KnownThen: Hashable, Sendable {
  /// The end of a local day.
  case day(Day)
  /// An entry of the trail.
  case link(Int)
}

package struct Query: Sendable {
  package let source: SourceKind
  /// The day as of which is asked; nil for the newest that is known.
  package internal(set) var asOf: Day?
  /// What the store held then; nil for what it holds now.
  package internal(set) var known: KnownThen?
  /// The one client that is asked for.
  package internal(set) var client: String?
  /// The two instruments that a crosswalk is between.
  package internal(set) var instruments: [String] = []
  /// The report that is asked for.
  package internal(set) var report: ReportRef?
  package internal(set) var stages: [Stage] = []
  /// The columns that come out, in their order.
  package internal(set) var columns: [ResultColumn] = []

  init(source: SourceKind) { self.source = source }

  /// The same, asked as of a day; nil for the newest that is known.
  package func asOf(_ day: Day?) -> Query {
    var query = self
    query.asOf = day
    return query
  }

  /// Whether running it writes a file.
  package var exports: Bool {
    export != nil
  }

  /// Whether it looks for who may be one person.
  package var comparesPeople: Bool {
    stages.contains { stage in if case .rows(of: .duplicates) = stage { true } else { false } }
  }

  /// Whether its counts are to be published.
  package var publishes: Bool {
    stages.contains { stage in if case .publish = stage { true } else { false } }
  }

  /// Whether the last thing that happens to its rows makes something to read, besides its table.
  package var isForReading: Bool {
    let last = stages.last { stage in if case .export = stage { false } else { true } }
    return last?.isForReading ?? false
  }

  /// What it writes, when it writes a file.
  package var export: ExportRef? {
    if case .export(let ref)? = stages.last { ref } else { nil }
  }
}

package struct ResultColumn: Hashable, Sendable {
  package let name: String
  package let type: FieldType
}

package enum Stage: Sendable {
  case keep(CheckedCondition)
  /// The rows of another kind that belong to the clients so far.
  case rows(of: SourceKind)
  case score(instrument: String, acceptedOnly: Bool)
  /// A row per client and measure, with the rule that decided it.
  case explain(instrument: String)
  /// All versions of what was entered of each client, a row each.
  case history
  /// An instrument's own form of what it knows of each client; a row per answer.
  case document(instrument: String)
  /// What an instrument has not asked yet, with what others say to it; a row per item.
  case suggest(instrument: String)
  /// Counts as bars; of clients, their levels and how these moved.
  case chart
  /// A row per client and threshold that had a level by the second day; nil is the day of reference.
  case compare(from: Day?, to: Day?)
  case show([(column: ColumnRef, title: String)])
  case sort([(column: ColumnRef, descending: Bool)])
  case first(Int)
  case distinct([(column: ColumnRef, title: String)])
  case count([ColumnRef])
  case summarise([SummaryRef], by: [ColumnRef])
  /// Hides small counts, and what would give them away; keys that are ages become bands of them.
  case publish(banded: Set<String>)
  case export(ExportRef)
}

extension Stage {
  /// Whether it leaves the columns of a table as they are.
  package var keepsColumns: Bool {
    switch self {
    case .keep, .sort, .first, .export: true
    default: false
    }
  }

  package var isForReading: Bool {
    switch self {
    case .explain, .compare, .document, .suggest, .chart: true
    default: false
    }
  }
}

package struct SummaryRef: Sendable {
  package let function: SummaryFunction
  package let column: ColumnRef
  package let title: String
}

package enum SummaryFunction: String, CaseIterable, Sendable {
  case count, sum, min, max, mean, median

  package var dutch: String {
    switch self {
    case .count: "aantal"
    case .sum: "som"
    case .min: "min"
    case .max: "max"
    case .mean: "gemiddelde"
    case .median: "mediaan"
    }
  }

  package func word(_ tongue: Tongue) -> String { tongue == .nl ? dutch : rawValue }

  /// The function with this Dutch or English word.
  package init?(word: String) {
    let folded = Names.folded(word)
    guard
      let found = SummaryFunction.allCases.first(where: {
        $0.rawValue == folded || $0.dutch == folded
      })
    else { return nil }
    self = found
  }
}

/// A column that a stage names.
package struct ColumnRef: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    /// A field, a measure or a column of the table so far, by its name.
    case column
    case level(Threshold)
    case absence(Threshold)
    case specification(Specification)
  }

  /// The canonical English name, which is also the heading.
  package let name: String
  package let type: FieldType
  package let origin: Origin

  package init(name: String, type: FieldType, origin: Origin) {
    self.name = name
    self.type = type
    self.origin = origin
  }
}

package indirect enum CheckedCondition: Sendable {
  case all([CheckedCondition])
  case any([CheckedCondition])
  case not(CheckedCondition)
  case compare(ColumnRef, Operator, Constant)
  case compareColumns(ColumnRef, Operator, ColumnRef)
  case among(ColumnRef, [Constant])
  case between(ColumnRef, Constant, Constant)
  /// A day from the day of reference to so long before or after it.
  case within(ColumnRef, CalendarSpan, DaySide)
  /// A day longer ago than that before the day of reference.
  case olderThan(ColumnRef, CalendarSpan)
  /// The list of words holds one of these.
  case names(ColumnRef, [String])
  /// The list holds one of the answers in the mask.
  case overlaps(ColumnRef, Int32)
  case isKnown(ColumnRef)
  case flag(ColumnRef)
}

/// A value of which the type is that of the column it meets.
package enum Constant: Hashable, Sendable {
  /// As a raw ``Cell``: a number, a day, the place of a code, a level's bits, 0 or 1.
  case cell(Int32)
  case text(String)
  /// The day of reference.
  case today

  /// As a list of words, when it is one.
  var texts: [String] { if case .text(let text) = self { [text] } else { [] } }
}
