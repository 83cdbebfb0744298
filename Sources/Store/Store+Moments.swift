import GRDB
import InstrumentKit
import Profile
import Records

extension Store {
  /// Fields of some clients as they stood at the end of a day each, by all that is known now: as a
  /// file has them, by the names of the fields. What is not known is not there.
  package func moments(
    of asked: [(client: String, on: Day)], _ fields: [Field], isStopped: () -> Bool = { false }
  ) throws -> [[String: String]] {
    try reading { database in
      var names = try Store.names(database)
      let moves = try AcceptedMoves(database, &names)
      let book = law.book()
      let reader = StatementReader(
        book, names: names, types: try ItemTypes(database), moves: moves)
      let folder = try ClientFolder(database, reader, keys.sealer, until: nil)
      let known = fields.compactMap { field in
        book.place(of: field.name).map { (field: field, fact: $0) }
      }
      let facts = known.map { ($0.fact, book.since(of: $0.field.name)) }
      let days = try law.answerDays()
      return try asked.map { asked in
        if isStopped() { throw CancellationError() }
        guard let id = try Store.id(of: asked.client, database) else { return [:] }
        let found = try folder.moments(of: facts, id, on: asked.on, within: days)
        return known.reduce(into: [:]) { texts, known in
          guard case .answer(let answer)? = found[known.fact] else { return }
          texts[known.field.name] = known.field.type.text(of: answer)
        }
      }
    }
  }
}

extension FieldType {
  /// An answer as a file has it, nil for what is none.
  fileprivate func text(of answer: Answer) -> String? {
    func code(_ place: Int) -> String? {
      list.flatMap { $0.codes.indices.contains(place) ? $0.codes[place].en : nil }
    }
    switch (answer, self) {
    case (.words(let text), _): return text
    case (.one(let raw), .flag): return raw == 1 ? "yes" : "no"
    case (.one(let raw), .day): return Day(number: raw).description
    case (.one(let raw), .count), (.one(let raw), .percent): return "\(raw)"
    case (.one(let raw), _): return code(Int(raw))
    case (.many(let bits), _):
      return (0..<31).filter { bits >> Int32($0) & 1 != 0 }.compactMap(code).joined(
        separator: ";")
    case (.absent, _), (.noLongerKnown, _): return nil
    }
  }
}
