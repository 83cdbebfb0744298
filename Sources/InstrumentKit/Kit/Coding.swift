// Values whose numbers are places or pairs travel as words, and what cannot be is refused: they may
// come from a plugin in another process.

extension Threshold: Codable {
  /// Reads the code; what is no threshold is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let threshold = Threshold(code: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no threshold")
    }
    self = threshold
  }

  /// Writes the code, as in files.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}

extension Day: Codable {
  /// Reads `2026-09-30`; what is no day is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(iso: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no day")
    }
    self = day
  }

  /// Writes `2026-09-30`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Migration.Step: Codable {
  /// Each step as a word and what it needs.
  private struct Record: Codable {
    var step: String
    var item: String
    var to: String?
    var into: [String: [String]]?
    var codes: [String: String]?
  }

  /// Reads a step of exactly one kind; anything else is refused.
  public init(from decoder: any Decoder) throws {
    let record = try Record(from: decoder)
    switch (record.step, record.to, record.into, record.codes) {
    case ("renamed", let to?, nil, nil): self = .renamed(record.item, to: to)
    case ("split", nil, let into?, nil) where into.values.allSatisfy { $0.count == 2 }:
      self = .split(record.item, into: into.mapValues { (item: $0[0], answer: $0[1]) })
    case ("recoded", nil, nil, let codes?): self = .recoded(record.item, codes)
    case ("dropped", nil, nil, nil): self = .dropped(record.item)
    default:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no step"))
    }
  }

  /// Writes the kind of step with what it needs, and nothing else.
  public func encode(to encoder: any Encoder) throws {
    let record =
      switch self {
      case .renamed(let item, let to): Record(step: "renamed", item: item, to: to)
      case .split(let item, let into):
        Record(step: "split", item: item, into: into.mapValues { [$0.item, $0.answer] })
      case .recoded(let item, let codes): Record(step: "recoded", item: item, codes: codes)
      case .dropped(let item): Record(step: "dropped", item: item)
      }
    try record.encode(to: encoder)
  }
}

extension Dossier: Codable {
  private struct Outcome: Codable {
    var measure: String
    var label: String
    var value: String
    var because: String?
  }

  private enum Key: CodingKey {
    case client, today, version, assessments, judged, outcome, fields
  }

  /// Reads what ``encode(to:)`` wrote.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      client: try values.decode(String.self, forKey: .client),
      today: try values.decode(Day.self, forKey: .today),
      version: try values.decode(String.self, forKey: .version),
      assessments: try values.decode([Assessment].self, forKey: .assessments),
      judged: try values.decode([Judged].self, forKey: .judged),
      outcome: try values.decode([Outcome].self, forKey: .outcome).map {
        ($0.measure, $0.label, $0.value, $0.because)
      },
      fields: try values.decode([String: String].self, forKey: .fields))
  }

  /// Writes all parts, each under its own name.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(client, forKey: .client)
    try values.encode(today, forKey: .today)
    try values.encode(version, forKey: .version)
    try values.encode(assessments, forKey: .assessments)
    try values.encode(judged, forKey: .judged)
    try values.encode(
      outcome.map {
        Outcome(measure: $0.measure, label: $0.label, value: $0.value, because: $0.because)
      }, forKey: .outcome)
    try values.encode(fields, forKey: .fields)
  }
}
