/// Something to read, as values: rendered for the terminal, for markdown and for pages alike.
public struct Document: Hashable, Codable, Sendable {
  public enum Block: Hashable, Codable, Sendable {
    case heading(String)
    case paragraph(String)
    /// A row per fact: what, and its value.
    case facts([Fact])
    case table(Table)
    case bars([Bar])
    /// A row of levels per domain.
    case strips([Strip], Scale)
    /// How something moved over time, a line each.
    case movement(Movement)
  }

  public struct Fact: Hashable, Codable, Sendable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public struct Table: Hashable, Codable, Sendable {
    public let columns: [String]
    /// Columns that hold numbers, shown to the right.
    public let numeric: Set<Int>
    public let rows: [[String]]

    public init(columns: [String], numeric: Set<Int> = [], rows: [[String]]) {
      self.columns = columns
      self.numeric = numeric
      self.rows = rows
    }
  }

  public struct Bar: Hashable, Codable, Sendable {
    public let name: String
    public let count: Int

    public init(_ name: String, _ count: Int) {
      self.name = name
      self.count = count
    }
  }

  public var blocks: [Block]

  public init(_ blocks: [Block]) { self.blocks = blocks }
}
