extension Document {
  /// The words of a scale, lowest first, and the word for what is not known.
  public struct Scale: Hashable, Codable, Sendable {
    public let steps: [String]
    public let unknown: String

    public init(_ steps: [String], unknown: String) {
      self.steps = steps
      self.unknown = unknown
    }
  }

  /// Marks that belong together, such as the thresholds of a domain.
  public struct Strip: Hashable, Codable, Sendable {
    public struct Mark: Hashable, Codable, Sendable {
      public let name: String
      /// A place on the scale; nil when it is not known.
      public let step: Int?

      public init(_ name: String, _ step: Int?) {
        self.name = name
        self.step = step
      }
    }

    public let name: String
    public let marks: [Mark]

    public init(_ name: String, _ marks: [Mark]) {
      self.name = name
      self.marks = marks
    }
  }

  /// Lines between two days, each at a step of one scale from a day until its next.
  public struct Movement: Hashable, Codable, Sendable {
    public struct Point: Hashable, Codable, Sendable {
      public let on: Day
      /// A place on the scale; nil when it is not known from here on.
      public let step: Int?

      public init(_ on: Day, _ step: Int?) {
        self.on = on
        self.step = step
      }
    }

    public struct Line: Hashable, Codable, Sendable {
      public let name: String
      /// Oldest first.
      public let points: [Point]

      public init(_ name: String, _ points: [Point]) {
        self.name = name
        self.points = points
      }

      /// Where the line stands at the end of a day; nil before its first point, too.
      public func step(on day: Day) -> Int? { points.last { $0.on <= day }?.step }
    }

    public let from: Day
    public let to: Day
    public let scale: Scale
    public let lines: [Line]

    public init(from: Day, to: Day, scale: Scale, lines: [Line]) {
      self.from = from
      self.to = to
      self.scale = scale
      self.lines = lines
    }
  }
}
