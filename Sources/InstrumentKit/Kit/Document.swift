/// Something to read, as values: rendered for the terminal, for markdown and for pages alike.
public struct Document: Hashable, Codable, Sendable {
  /// A part of a document.
  public enum Block: Hashable, Codable, Sendable {
    /// A line above what follows.
    case heading(String)
    /// Some sentences.
    case paragraph(String)
    /// A row per fact: what, and its value.
    case facts([Fact])
    /// Rows under named columns.
    case table(Table)
    /// Counts, drawn as lengths.
    case bars([Bar])
    /// A row of levels per domain.
    case strips([Strip], Scale)
    /// How something moved over time, a line each.
    case movement(Movement)
  }

  /// What is so, under a name.
  public struct Fact: Hashable, Codable, Sendable {
    /// What it is called.
    public let name: String
    /// What it is, in words.
    public let value: String

    /// A fact with its name.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Rows of texts.
  public struct Table: Hashable, Codable, Sendable {
    /// The names above the columns.
    public let columns: [String]
    /// Columns that hold numbers, shown to the right.
    public let numeric: Set<Int>
    /// The rows, each with a text per column.
    public let rows: [[String]]

    /// A table whose rows have a text for each column.
    public init(columns: [String], numeric: Set<Int> = [], rows: [[String]]) {
      self.columns = columns
      self.numeric = numeric
      self.rows = rows
    }
  }

  /// A count under a name.
  public struct Bar: Hashable, Codable, Sendable {
    /// What is counted.
    public let name: String
    /// How many there are.
    public let count: Int

    /// A bar of this length.
    public init(_ name: String, _ count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// The parts, from top to bottom.
  public var blocks: [Block]

  /// A document of these parts.
  public init(_ blocks: [Block]) { self.blocks = blocks }
}
