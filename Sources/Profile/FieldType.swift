import InstrumentKit

/// What the values of a field or a column are.
package enum FieldType: Hashable, Sendable {
  /// Words of an open set, kept in a pool: communes, categories.
  case text
  /// Open and sensitive words, sealed in the store.
  case note
  /// Several words of an open set, with spaces between them: the clients of an entry of the trail.
  case words
  case code(CodeList)
  /// Several codes of one list.
  case codes(CodeList)
  case level
  case flag
  case count
  case percent
  case decimal
  case day
  case quarter

  /// A country is a code of the list of countries.
  package static let country = FieldType.code(.countries)

  /// The type of one answer: of a list, that of its codes or words.
  package var element: FieldType {
    switch self {
    case .codes(let list): .code(list)
    case .words: .text
    case .text, .note, .code, .level, .flag, .count, .percent, .decimal, .day, .quarter: self
    }
  }

  /// Whether values are numbers that can be compared with those of any other such column.
  package var isNumber: Bool { [.count, .percent, .decimal].contains(self) }

  /// The closed list behind the values, nil when there is none.
  package var list: CodeList? {
    switch self {
    case .code(let list), .codes(let list): list
    case .text, .note, .words, .level, .flag, .count, .percent, .decimal, .day, .quarter: nil
    }
  }
}

/// A closed list of codes; a code's place is its value in a ``Cell``.
package final class CodeList: Hashable, Sendable {
  package struct Code: Hashable, Sendable {
    /// The code in files: English, kebab-case.
    package let en: String
    package let nl: String
    /// Dutch words that it had before, which scripts may have.
    package let earlier: [String]

    package init(en: String, nl: String, earlier: [String] = []) {
      self.en = en
      self.nl = nl
      self.earlier = earlier
    }
  }

  package let name: String
  package let codes: [Code]
  private let places: [String: Int]

  package init(_ name: String, _ codes: [Code]) {
    self.name = name
    self.codes = codes
    var places: [String: Int] = [:]
    for (place, code) in codes.enumerated() {
      places[code.en] = place
      // Accents are optional, and words that were replaced by better ones are still read.
      for word in [code.nl, Names.folded(code.nl)] + code.earlier where places[word] == nil {
        places[word] = place
      }
    }
    self.places = places
  }

  /// `single=ongehuwd|alleenstaand married=gehuwd …`: behind the bar stands an earlier Dutch word;
  /// a word alone is the same in both languages.
  package convenience init(_ name: String, _ text: String) {
    let codes = text.split { $0 == " " || $0 == "\n" }.map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      let dutch = (parts.last ?? "").split(separator: "|").map(String.init)
      return Code(en: parts[0], nl: dutch.first ?? parts[0], earlier: Array(dutch.dropFirst()))
    }
    self.init(name, codes)
  }

  /// The place of a Dutch or English code, nil when the list has none.
  package func place(of code: String) -> Int? { places[code] }

  package static let countries =
    CodeList("country", Country.codes.map { Code(en: $0, nl: Dutch.country($0)) })

  package static func == (lhs: CodeList, rhs: CodeList) -> Bool {
    lhs === rhs || (lhs.name == rhs.name && lhs.codes == rhs.codes)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  private enum Dutch {
    static func country(_ code: String) -> String {
      switch code {
      case "stateless": "staatloos"
      case "other": "andere"
      case "none": "geen"
      default: code
      }
    }
  }
}
