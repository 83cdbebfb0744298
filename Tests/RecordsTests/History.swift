import InstrumentKit
import IntakePlugin
import MPSAPlugin
import Profile
import Records
import Testing

/// A record that is told as people tell it: who said what on which day.
struct History {
  static let book: FactBook? = try? FactBook([source(Intake()), source(MPSA())])

  private static func source(_ instrument: some Instrument) throws -> FactBook.Source {
    let plan = try FormPlan(instrument.form) { FieldCatalog.standard.field($0)?.type.answers }
    return FactBook.Source(
      instrument: instrument.description.id, form: instrument.form, plan: plan)
  }

  let book: FactBook
  var record = Record()
  private(set) var link = 0
  private(set) var last = 0

  init() throws { book = try #require(History.book) }

  static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  /// An answer of a field as a file has it.
  func answer(_ field: String, _ text: String) throws -> Answer {
    if let absence = Absence(code: text) { return .absent(absence) }
    if text == "no-longer-known" { return .noLongerKnown }
    let type = try #require(FieldCatalog.standard.field(field), "\(field)").type
    switch type {
    case .flag: return .one(text == "yes" ? 1 : 0)
    case .code(let list): return .one(Int32(try #require(list.place(of: text), "\(text)")))
    case .codes(let list):
      return .many(
        try text.split(separator: ";").reduce(0) {
          $0 | 1 << Int32(try #require(list.place(of: String($1))))
        })
    case .day: return .one(try History.day(text).number)
    case .count, .percent: return .one(try #require(Int32(text)))
    case .text, .note, .words, .level, .decimal, .quarter: return .words(text)
    }
  }

  func statement(
    _ instrument: String?, _ answers: [String: String] = [:],
    _ levels: [Threshold: Finding] = [:], specified: [String]? = nil,
    of thresholds: [Threshold]? = nil
  ) throws -> Statement {
    var statement = Statement(form: instrument.flatMap(book.instruments.firstIndex))
    for (field, text) in answers {
      let place = try #require(book.place(of: field), "\(field)")
      statement.answers[place] = try answer(field, text)
    }
    for (threshold, finding) in levels {
      switch finding {
      case .level(let level): statement.levels[threshold] = level
      case .absent(let absence): statement.absences[threshold] = absence
      case .silent: continue
      }
    }
    for code in specified ?? [] {
      let word = try #require(Specification(code: code))
      statement.specifications.insert(word)
      statement.specified.bits |= ThresholdSet(try #require(word.threshold)).bits
    }
    for threshold in thresholds ?? [] { statement.specified.bits |= ThresholdSet(threshold).bits }
    return statement
  }

  /// Somebody says something; the number of the entry comes back.
  @discardableResult
  mutating func say(
    _ statement: Statement, on day: String, of client: String = "P1",
    by organisation: String = "ocmw"
  ) throws -> Int {
    link += 1
    last += 1
    record.add(
      Entry(
        number: last, kind: .registration, organisation: organisation,
        first: Entry.Version(
          link: link, by: "an", client: client, on: try History.day(day), statement: statement)))
    return last
  }

  mutating func act(by organisation: String = "ocmw") -> Record.Act {
    link += 1
    return Record.Act(link: link, by: "an", organisation: organisation, because: "a slip")
  }

  func known(_ client: String = "P1", on day: String? = nil, at link: Int? = nil) throws -> Known {
    record.known(of: client, by: book, on: try day.map(History.day), at: link)
  }

  /// What stands of a field as a file has it, or how it does not.
  func reads(_ field: String, _ client: String = "P1", on day: String? = nil, at link: Int? = nil)
    throws -> String
  {
    let place = try #require(book.place(of: field), "\(field)")
    let standing = try known(client, on: day, at: link).facts[place]
    switch standing?.state {
    case .stands(let said)?: return try text(field, said.answer)
    case .fallen?, .notApplicable?: return "not-applicable"
    case .noLongerKnown?, .unanswered?, nil: return "unknown"
    }
  }

  func offered(_ field: String) throws -> String? {
    let place = try #require(book.place(of: field))
    return try known().facts[place]?.offered.map { try text(field, $0.answer) }
  }

  private func text(_ field: String, _ answer: Answer) throws -> String {
    let type = try #require(FieldCatalog.standard.field(field)).type
    switch answer {
    case .one(let raw):
      if case .flag = type { return raw == 1 ? "yes" : "no" }
      if case .day = type { return Day(number: raw).description }
      return type.list.map { $0.codes[Int(raw)].en } ?? String(raw)
    case .many(let bits):
      let codes = try #require(type.list).codes
      return codes.indices.filter { bits & (1 << Int32($0)) != 0 }.map { codes[$0].en }
        .joined(separator: ";")
    case .words(let words): return words
    case .absent(let absence): return absence.code
    case .noLongerKnown: return "no-longer-known"
    }
  }

  func level(_ threshold: Threshold, on day: String? = nil) throws -> Level? {
    try known(on: day).levels[threshold]?.level
  }

  /// Whether a specification applies; nil for unknown.
  func applies(_ code: String) throws -> Bool? {
    let word = try #require(Specification(code: code))
    let threshold = try #require(word.threshold)
    switch try known().levels[threshold]?.specified {
    case .known(let words)?: return words.contains(word)
    case .noBarrier?: return false
    case .unknown?, nil: return nil
    }
  }
}
