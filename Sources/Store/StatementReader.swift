import Cohort
import GRDB
import InstrumentKit
import Profile
import Records
import Seal

/// Reads what the rows of a store say as statements over the facts of the law.
final class StatementReader {
  let book: FactBook
  private let names: [Int64: String]
  private let types: ItemTypes
  private let moves: AcceptedMoves
  /// By the id of a name: its fact, -1 for what is none and -2 where nobody asked yet.
  private var facts: [Int32] = []
  private var codes: [Key: Int32?] = [:]

  private struct Key: Hashable {
    let name: Int64
    let word: Int64
  }

  init(_ book: FactBook, names: [Int64: String], types: ItemTypes, moves: AcceptedMoves) {
    self.book = book
    self.names = names
    self.types = types
    self.moves = moves
  }

  /// The name of an id, of an instrument or a word.
  func word(_ id: Int64) -> String? { names[id] }

  /// - Parameters:
  ///   - form: the place of the instrument in the book, nil where it is not loaded.
  ///   - instrument: by whose accepted moves an earlier version is read.
  func add(
    _ pack: UnsafeBufferPointer<UInt8>, of instrument: Int64, _ version: Int64,
    to answers: inout PlaceTable<Answer>
  ) throws {
    let moves = moves.of(instrument, version)
    // What did not apply when it was given is read too: whether it does is for the law to say.
    let isWhole = Pack.each(pack) { name, kind, _, value in
      var (name, value) = (name, value)
      if let moves {
        guard let moved = moves.moved(name, kind, value) else { return }
        (name, value) = moved
      }
      guard let fact = fact(of: name) else { return }
      answers[fact] = answer(kind, name, value, beside: answers[fact])
    }
    if !isWhole { throw StoreError(.damaged(what: "answers")) }
  }

  func answer(
    _ kind: Pack.Kind, _ name: Int64, _ value: Int64, beside before: Answer?
  ) -> Answer? {
    switch kind {
    case .number: return .one(Int32(truncatingIfNeeded: value))
    case .absence: return Absence(rawValue: UInt8(value & 3)).map { .absent($0) }
    case .word:
      guard let place = code(of: value, in: name) else { return .words(names[value] ?? "") }
      return .one(place)
    case .words:
      let mask = value == -1 ? 0 : code(of: value, in: name).flatMap { Cell.mask(Int($0)) } ?? 0
      if case .many(let bits)? = before { return .many(bits | mask) }
      return .many(mask)
    }
  }

  /// Words that are sealed, by their names.
  func add(_ fields: [(name: String, value: String)], to answers: inout PlaceTable<Answer>) {
    for field in fields {
      guard let fact = book.place(of: field.name) else { continue }
      answers[fact] = .words(field.value)
    }
  }

  private func fact(of name: Int64) -> Int? {
    // Ids are given one after another.
    guard name >= 0, name < 1 << 20 else { return names[name].flatMap(book.place) }
    let id = Int(name)
    if id < facts.count, facts[id] != -2 { return facts[id] < 0 ? nil : Int(facts[id]) }
    let fact = names[name].flatMap(book.place)
    while facts.count <= id { facts.append(-2) }
    facts[id] = Int32(fact ?? -1)
    return fact
  }

  /// The place of a code in the list of its fact, nil for a text.
  private func code(of word: Int64, in name: Int64) -> Int32? {
    let key = Key(name: name, word: word)
    if let known = codes[key] { return known }
    let list = names[name].flatMap { types.type(of: $0)?.list }
    let place = names[word].flatMap { list?.place(of: $0) }.map(Int32.init)
    codes[key] = .some(place)
    return place
  }
}

extension Records.Statement {
  /// What it says of levels. Naming what a threshold consists of answers that question.
  mutating func take(
    levels: ThresholdRecord, absences: AbsenceRecord, specifications: SpecificationSet
  ) {
    self.levels = levels
    self.absences = absences
    self.specifications = specifications
    specified = SpecificationMasks.standard.named(specifications)
  }
}
