// Participation ladder, in the Flemish reading for work-welfare paths (W2).
// Sources: HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), annex 2; the Flemish concept
// note on work-welfare paths. Rungs 3 and 4 differ from the Dutch ladder, so the name and version
// of the ladder stand with every judgement. The rung within reach in a year is ours.
//
// A case manager of work judged 3 in March and 4 in June: risen. In September 3 again: relapsed,
// for it is a fall after a rise. Judgements of work and of welfare are kept apart; a difference
// between the two is no movement of the person.
//
// It does not judge readiness: a rung says where somebody stands, not what they can.

import InstrumentKit

/// Places a person on six rungs from isolated to paid work, now and within reach.
public struct Ladder: Instrument {
  let reading: LadderReading

  public init() { self.init(.shipped) }

  init(_ reading: LadderReading) { self.reading = reading }

  public var description: Description {
    Description(
      id: "ladder", version: "1.0",
      label: Label(nl: "Participatieladder", en: "Participation ladder"),
      summary: Label(
        nl: "Zes treden van geïsoleerd tot betaald werk, nu en binnen bereik",
        en: "Six rungs from isolated to paid work, now and within reach"),
      source: "HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), annex 2; W2 note",
      licence: "Apache-2.0; own labels")
  }

  static let judges = Option.list("work=werk welfare=welzijn")

  public var form: Form {
    let rungs = AnswerType.one(reading.options)
    return Form(
      [
        Section(
          "judgement", Label(nl: "Beoordeling", en: "Judgement"),
          [
            Item(
              "judge", Label(nl: "Casemanager van", en: "Case manager of"),
              .one(Ladder.judges)),
            Item("rung", Label(nl: "Trede nu", en: "Rung now"), rungs),
            Item("reason", Label(nl: "Waarom deze trede", en: "Why this rung"), .note),
            Item(
              "reachable",
              Label(nl: "Trede binnen bereik in een jaar", en: "Rung within reach in a year"),
              rungs),
            Item(
              "reachable-reason", Label(nl: "Waarom binnen bereik", en: "Why within reach"),
              .note),
          ])
      ], contributor: "judge")
  }

  public var inputs: [Input] {
    [.history("judge"), .history("rung"), .history("reachable")]
  }
  public var measures: [Measure] { LadderMeasure.allCases.map(\.measure) }
  public var goldenCases: [GoldenCase] { Ladder.cases }
  public var rules: String? { LadderReading.shipped.text }

  public func following(_ rules: Rules) throws -> any Instrument {
    Ladder(try LadderReading(rules))
  }
}

/// Receives the instrument; named in the C entry of the plugin.
@c(drempel_register_ladder)
public func registerLadder(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(Ladder())
}
