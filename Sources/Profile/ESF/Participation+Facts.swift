import InstrumentKit

/// What is told of a participation, by the names that files and the store give it.
extension Participation {
  package enum Fact: String, CaseIterable, Sendable {
    case leftOn = "left-on", labourStatus = "labour-status"
    case unemployedSince = "unemployed-since", education
    case inEducation = "in-education", disability, minority, rural
    case hasAddress = "has-address", events
  }

  /// What is wrong with a value.
  package enum Fault: Error, Hashable, Sendable {
    case notADay, notYesNo
    case notACode([String])
  }

  /// Takes a value as a file has it; an empty one says nothing.
  ///
  /// - Throws: ``Fault``; nothing is then changed.
  package mutating func set(_ fact: Fact, _ value: String) throws(Fault) {
    if value.isEmpty { return }
    switch fact {
    case .leftOn: leftOn = try Participation.day(value)
    case .unemployedSince: unemployedSince = try Participation.day(value)
    case .labourStatus: labourStatus = try Participation.code(value, Names.labourStatus)
    case .inEducation: inEducation = try Participation.code(value, Names.told)
    case .disability: disability = try Participation.code(value, Names.told)
    case .minority: minority = try Participation.code(value, Names.told)
    case .education:
      guard let place = Names.diploma.place(of: value) else {
        throw .notACode(Names.diploma.codes.map(\.en))
      }
      education = Names.diploma.codes[place].en
    case .rural: rural = try Participation.flag(value)
    case .hasAddress: hasAddress = try Participation.flag(value)
    case .events: events = try Participation.events(value)
    }
  }

  /// Takes a value as ``set(_:_:)`` does; an empty one takes out what was told.
  ///
  /// - Throws: ``Fault``; nothing is then changed.
  package mutating func say(_ fact: Fact, _ value: String) throws(Fault) {
    if !value.isEmpty { return try set(fact, value) }
    switch fact {
    case .leftOn: leftOn = nil
    case .unemployedSince: unemployedSince = nil
    case .labourStatus: labourStatus = nil
    case .education: education = nil
    case .inEducation: inEducation = nil
    case .disability: disability = nil
    case .minority: minority = nil
    case .rural: rural = nil
    case .hasAddress: hasAddress = nil
    case .events: events = []
    }
  }

  /// As a file has it; nil when it is not told.
  package func value(_ fact: Fact) -> String? {
    func words(_ flag: Bool?) -> String? { flag.map { $0 ? "yes" : "no" } }
    switch fact {
    case .leftOn: return leftOn?.description
    case .unemployedSince: return unemployedSince?.description
    case .labourStatus: return labourStatus?.rawValue
    case .education: return education
    case .inEducation: return inEducation?.rawValue
    case .disability: return disability?.rawValue
    case .minority: return minority?.rawValue
    case .rural: return words(rural)
    case .hasAddress: return words(hasAddress)
    case .events:
      let list = events.map { "\($0.on),\($0.kind.rawValue)" }
      return list.isEmpty ? nil : list.joined(separator: ";")
    }
  }

  /// All that is told, as one line; ``init(client:operation:enteredOn:told:)`` reads it.
  package var told: String {
    Fact.allCases.compactMap { fact in value(fact).map { "\(fact.rawValue)=\($0)" } }
      .joined(separator: " ")
  }

  /// Nil when the line is none that ``told`` gives.
  package init?(client: String, operation: String, enteredOn: Day, told: String) {
    self.init(client: client, operation: operation, enteredOn: enteredOn)
    for part in told.split(separator: " ") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2, let fact = Fact(rawValue: pair[0]),
        (try? set(fact, pair[1])) != nil
      else { return nil }
    }
  }

  private static func day(_ value: String) throws(Fault) -> Day {
    guard let day = Day(iso: value) else { throw .notADay }
    return day
  }

  private static func flag(_ value: String) throws(Fault) -> Bool {
    switch value {
    case "yes", "ja": true
    case "no", "nee": false
    default: throw .notYesNo
    }
  }

  private static func code<Code: RawRepresentable<String>>(
    _ value: String, _ list: CodeList
  ) throws(Fault) -> Code {
    guard let place = list.place(of: value), let code = Code(rawValue: list.codes[place].en) else {
      throw .notACode(list.codes.map(\.en))
    }
    return code
  }

  /// `2012-04-01,employment;2012-05-01,unemployment`.
  private static func events(_ value: String) throws(Fault) -> [Event] {
    var events: [Event] = []
    for part in value.split(separator: ";") {
      let day = part.prefix { $0 != "," }
      let kind = part.dropFirst(day.count + 1)
      events.append(
        Event(
          on: try Participation.day(String(day)),
          try code(String(kind), Names.participationEvent)))
    }
    return events
  }
}
