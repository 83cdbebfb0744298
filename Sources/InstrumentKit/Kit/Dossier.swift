/// What an instrument knows about one person, for its own form of it: words, never an identity.
public struct Dossier: Sendable {
  /// One time that the instrument was filled in.
  public struct Assessment: Codable, Sendable {
    /// The day on which it was filled in.
    public let on: Day
    /// The instrument's version of that day.
    public let version: String
    /// Who speaks, by the code of the form's contributor item.
    public let contributor: String?
    /// Answers by item, several codes joined by `;`. Open answers are here only for those who may
    /// read them, and else as an empty text; of hidden sections there is nothing.
    public let answers: [String: String]
    /// Rows of tables by item: cells by column.
    public let rows: [String: [[String: String]]]

    /// What was answered on a day, under a version.
    public init(
      on: Day, version: String, contributor: String?, answers: [String: String],
      rows: [String: [[String: String]]]
    ) {
      self.on = on
      self.version = version
      self.contributor = contributor
      self.answers = answers
      self.rows = rows
    }
  }

  /// The newest level of a threshold.
  public struct Judged: Codable, Sendable {
    /// What was judged.
    public let threshold: Threshold
    /// The level that it has now.
    public let level: Level
    /// The level in the reader's language.
    public let words: String
    /// The day on which it was observed.
    public let on: Day
    /// The instrument, nil for a level recorded by itself.
    public let source: String?

    /// The source in the reader's language.
    public func sourceWords(_ tongue: Tongue) -> String {
      source ?? (tongue == .nl ? "notitie" : "record")
    }

    /// A level with its day and where it comes from.
    public init(threshold: Threshold, level: Level, words: String, on: Day, source: String?) {
      self.words = words
      self.threshold = threshold
      self.level = level
      self.on = on
      self.source = source
    }
  }

  /// The client's code, which says nothing of who it is.
  public let client: String
  /// The day for which the form is made.
  public let today: Day
  /// The version of the instrument that makes it.
  public let version: String
  /// Oldest first.
  public let assessments: [Assessment]
  /// Every threshold that has a level, whether the form asks it or not.
  public let judged: [Judged]
  /// The measures in words, and the reason of those that a rule decided.
  public let outcome: [(measure: String, label: String, value: String, because: String?)]
  /// Fields of the profile that the form asks, in words, by name.
  public let fields: [String: String]

  /// All that a form may show of one person.
  public init(
    client: String, today: Day, version: String, assessments: [Assessment], judged: [Judged],
    outcome: [(measure: String, label: String, value: String, because: String?)],
    fields: [String: String]
  ) {
    self.client = client
    self.today = today
    self.version = version
    self.assessments = assessments
    self.judged = judged
    self.outcome = outcome
    self.fields = fields
  }

  /// The newest answer to an item, with who gave it when; nil when nobody did.
  public func newest(_ item: String) -> (answer: String, by: Assessment)? {
    for assessment in assessments.reversed() {
      if let answer = assessment.answers[item] { return (answer, assessment) }
    }
    return nil
  }

  /// The rows of a table as last filled in.
  public func rows(_ item: String) -> [[String: String]] {
    assessments.last { $0.rows[item] != nil }?.rows[item] ?? []
  }

  /// The measures as facts, each with its reason behind it when a rule decided.
  public var facts: [Document.Fact] { outcome.map(fact) }

  /// Some measures as facts, in the order asked.
  public func facts(_ measures: [String]) -> [Document.Fact] {
    measures.compactMap { measure in outcome.first { $0.measure == measure }.map(fact) }
  }

  private func fact(
    _ outcome: (measure: String, label: String, value: String, because: String?)
  ) -> Document.Fact {
    Document.Fact(
      outcome.label, outcome.because.map { "\(outcome.value) (\($0))" } ?? outcome.value)
  }

  /// What is known of an item, in words: the profile's field, or else the newest answer.
  public func words(of item: Item, in tongue: Tongue) -> String? {
    fields[item.id] ?? newest(item.id).map { item.words(of: $0.answer, in: tongue) }
  }

  /// A table item as last filled in, in words; nil for other items and when there are no rows.
  public func table(_ item: Item, in tongue: Tongue) -> Document.Table? {
    guard case .table(let columns) = item.type else { return nil }
    let rows = rows(item.id).map { row in
      columns.map { column in row[column.id].map { column.words(of: $0, in: tongue) } ?? "" }
    }
    if rows.isEmpty { return nil }
    return Document.Table(columns: columns.map { $0.label.text(tongue) }, rows: rows)
  }
}
