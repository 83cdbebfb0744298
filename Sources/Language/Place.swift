import InstrumentKit
import Profile

/// Where a text that is being typed ends: what could stand there next, and what names mean there.
package struct Place: Sendable {
  /// One thing that the parser looked for.
  package enum Wanted: Hashable, Sendable {
    case keyword(Keyword)
    case symbol(String)
    case expected(Diagnostic.Expected)
  }

  package let wanted: [Wanted]
  /// What the value to come is compared with or given to.
  package let subject: ColumnRef?
  /// The instrument that was named last.
  package let instrument: String?
  private let scope: Scope?
  private let schema: Schema

  /// Found by the parser and the checker themselves.
  package init(atEndOf text: String, _ schema: Schema) {
    var parser = Parser(SourceText(text))
    let sentences = parser.program().sentences
    var checker = Checker(schema: schema, diagnostics: [])
    // What earlier sentences name is known to the last one.
    _ = checker.checked(sentences)
    let scope = parser.lastQuery.flatMap { checker.scope(after: $0) }
    wanted = parser.wanted
    instrument = parser.instrument.map { Names.folded($0.text) }
    self.schema = checker.schema
    self.scope = scope
    let fields = Scope(source: .clients)
    subject = parser.subject.flatMap { word in
      guard case .column(let ref) = (scope ?? fields).resolve(word, checker.schema) else {
        return nil
      }
      return ref
    }
  }

  package func wants(_ expected: Diagnostic.Expected) -> Bool {
    wanted.contains(.expected(expected))
  }

  /// The names of sentences, parameters and loops.
  package var variables: [String] { schema.variables.keys.sorted() }
  package var constants: [String] { schema.constants.keys.sorted() }

  /// The columns that the table has here; nil while all fields are at hand.
  package var columns: [String]? { scope?.columns.map { $0.map(\.name) } }

  /// The columns that belong to the rows themselves.
  package var own: [(name: String, dutch: String, type: FieldType)] { scope?.source.own ?? [] }

  package var hasClients: Bool { scope?.source.hasClients ?? true }

  /// The instruments whose measures can be named.
  package var scored: [String] { scope?.scored ?? [] }
}
