extension Document {
  /// The words of a scale, lowest first, and the word for what is not known.
  public struct Scale: Hashable, Codable, Sendable {
    /// The words of the steps, lowest first.
    public let steps: [String]
    /// The word for what is not known.
    public let unknown: String

    /// A scale of these words, lowest first.
    public init(_ steps: [String], unknown: String) {
      self.steps = steps
      self.unknown = unknown
    }
  }

  /// Marks that belong together, such as the thresholds of a domain.
  public struct Strip: Hashable, Codable, Sendable {
    /// One thing on the scale.
    public struct Mark: Hashable, Codable, Sendable {
      /// What it is.
      public let name: String
      /// A place on the scale; nil when it is not known.
      public let step: Int?

      /// A mark at a place on the scale, nil for not known.
      public init(_ name: String, _ step: Int?) {
        self.name = name
        self.step = step
      }
    }

    /// What the marks have in common.
    public let name: String
    /// The marks, as they are shown.
    public let marks: [Mark]

    /// Marks under a common name.
    public init(_ name: String, _ marks: [Mark]) {
      self.name = name
      self.marks = marks
    }
  }

  /// Lines between two days, each at a step of one scale from a day until its next.
  public struct Movement: Hashable, Codable, Sendable {
    /// From which day on the line stands where.
    public struct Point: Hashable, Codable, Sendable {
      /// The first day of this step.
      public let on: Day
      /// A place on the scale; nil when it is not known from here on.
      public let step: Int?

      /// A step from a day on, nil for not known.
      public init(_ on: Day, _ step: Int?) {
        self.on = on
        self.step = step
      }
    }

    /// How one thing moved.
    public struct Line: Hashable, Codable, Sendable {
      /// What moved.
      public let name: String
      /// Oldest first.
      public let points: [Point]

      /// A line through points that are given oldest first.
      public init(_ name: String, _ points: [Point]) {
        self.name = name
        self.points = points
      }

      /// Where the line stands at the end of a day; nil before its first point, too.
      public func step(on day: Day) -> Int? { points.last { $0.on <= day }?.step }
    }

    /// The first day that is shown.
    public let from: Day
    /// The last day that is shown.
    public let to: Day
    /// The scale of all lines.
    public let scale: Scale
    /// The lines, as they are shown.
    public let lines: [Line]

    /// Lines between two days on one scale.
    public init(from: Day, to: Day, scale: Scale, lines: [Line]) {
      self.from = from
      self.to = to
      self.scale = scale
      self.lines = lines
    }
  }
}
