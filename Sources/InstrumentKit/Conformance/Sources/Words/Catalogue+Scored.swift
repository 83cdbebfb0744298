import InstrumentKit

extension Problem.Scored {
  /// The words for what shows when subjects are scored.
  var remark: Remark {
    switch self {
    case .outside(let outside, let inputs, let measures, let who):
      let words = outside.words(inputs: inputs, measures: measures)
      return .outside(
        outside.place,
        Label(nl: "\(words.nl) (\(who.facts))", en: "\(words.en) (\(who.facts))"))
    case .unwritten(let id, let who):
      return .told(
        "E630", "measure \(id)", "uitkomst \(id) wordt niet geschreven (\(who.facts))",
        "measure \(id) is not written (\(who.facts))",
        "schrijf elke uitkomst voor iedereen, .unknown waar niets te zeggen is",
        "write every measure for everybody, .unknown where there is nothing to say")
    case .impossible(let id, let value, let who):
      return .told(
        "E631", "measure \(id)", "uitkomst \(id) wordt \(value), wat niet kan (\(who.facts))",
        "measure \(id) becomes \(value), which cannot be (\(who.facts))",
        "houd het resultaat binnen wat de uitkomst kan zijn, of schrijf .unknown",
        "keep the outcome within what the measure can be, or write .unknown")
    case .unsteady(let id, let how, let who):
      let (nl, en) = how.words
      return .told(
        "E632", "measure \(id)", "uitkomst \(id) is anders \(nl) (\(who.facts))",
        "measure \(id) differs \(en) (\(who.facts))",
        "score met het subject alleen: geen klok, geen toeval, niets onthouden",
        "score by the subject alone: no clock, no chance, nothing remembered")
    case .uncoveredCutOff(let input, let measure, let cutOffs):
      return .border("input \(input)", of: input, measure, cutOffs)
    case .uncoveredSum(let sum, let measure, let cutOffs):
      return .border("measure \(sum)", of: sum, measure, cutOffs)
    case .unreachedRules(let measure, let rules):
      let list = rules.prefix(8).joined(separator: ", ") + (rules.count > 8 ? ", …" : "")
      return .told(
        "E634", .advice, "measure \(measure)",
        "geen gouden geval komt bij deze regel van \(measure): \(list)",
        "no golden case comes to this rule of \(measure): \(list)",
        "geef voor elke regel een geval dat \(measure) verwacht",
        "give a case that expects \(measure) for each rule")
    case .unexpectedOutcomes(let measure, let outcomes):
      let list = outcomes.joined(separator: ", ")
      return .told(
        "E634", .advice, "measure \(measure)", "geen gouden geval verwacht \(measure) \(list)",
        "no golden case expects \(measure) \(list)", "geef voor elke uitkomst een geval",
        "give a case for each outcome")
    case .brokenLaw(let law, let other, let item):
      let (nl, en) = law.words
      return .told(
        "E635", law == .sameCode ? .advice : .fault, "item \(item)",
        "van en naar \(other): \(nl) (\(item))", "to and from \(other): \(en) (\(item))",
        "laat elke score één niveau betekenen, en elk niveau één score waar dat kan",
        "let each score mean one level, and each level one score where possible")
    case .slow(let nanoseconds, let slowness):
      let time =
        nanoseconds < 10_000_000
        ? "\(nanoseconds / 1_000) µs" : "\(nanoseconds / 1_000_000) ms"
      return .told(
        "E636", slowness == .unbearable ? .fault : .advice, "score",
        "scoren duurt \(time) per persoon", "scoring takes \(time) for each person",
        "maak tabellen één keer in plaats van bij elke persoon, en bouw met optimalisatie",
        "make tables once instead of for each person, and build with optimisation")
    }
  }
}

extension Remark {
  /// A border at which no golden case stands on both sides.
  fileprivate static func border(
    _ place: String, of name: String, _ measure: String, _ cutOffs: [Problem.CutOff]
  ) -> Remark {
    let list =
      cutOffs.prefix(8).map { "\($0.below)|\($0.below + 1)" }.joined(separator: ", ")
      + (cutOffs.count > 8 ? ", …" : "")
    let missing = cutOffs.flatMap(\.missing).prefix(8).map { "\($0)" }.joined(separator: ", ")
    return .told(
      "E633", .advice, place,
      "\(measure) verandert bij \(name) \(list); geen gouden geval met \(missing)",
      "\(measure) changes at \(name) \(list); no golden case with \(missing)",
      "geef aan weerszijden van de grens een geval dat \(measure) verwacht",
      "give a case that expects \(measure) on either side of the border")
  }
}

extension Problem.Unsteadiness {
  fileprivate var words: (nl: String, en: String) {
    switch self {
    case .again: ("wie twee keer gescoord wordt", "for who is scored twice")
    case .otherOrder: ("in een andere volgorde of alleen", "in another order or alone")
    case .twoThreads: ("op twee draden tegelijk", "on two threads at once")
    }
  }
}

extension Problem.Law {
  fileprivate var words: (nl: String, en: String) {
    switch self {
    case .sameCode:
      (
        "een score komt niet terug, al heeft de schaal evenveel niveaus",
        "a score does not come back, though the scale has as many levels"
      )
    case .sameOrNone:
      ("een antwoord komt anders terug", "an answer comes back as another")
    case .sameLevel:
      ("een niveau wordt onderweg beter of erger", "a level gets better or worse on the way")
    case .onlyLevels:
      (
        "een voorstel zegt iets anders dan het gegeven niveau",
        "a proposal says something else than the level that was given"
      )
    }
  }
}

extension Problem.Mismatch {
  var words: Label {
    switch self {
    case .measure(let id, let expected, let found):
      Label(
        nl: "\(id) is \(found) in plaats van \(expected)",
        en: "\(id) is \(found) instead of \(expected)")
    case .unknownMeasure(let id):
      Label(nl: "er is geen uitkomst \(id)", en: "there is no measure \(id)")
    case .unknownInput(let name):
      Label(nl: "het instrument leest \(name) niet", en: "the instrument does not read \(name)")
    case .badValue(let input, let value):
      Label(nl: "\(input) kan niet \(value) zijn", en: "\(input) cannot be \(value)")
    case .badDay(let text): Label(nl: "\(text) is geen dag", en: "\(text) is no day")
    case .notWritten(let id):
      Label(nl: "\(id) wordt niet geschreven", en: "\(id) is not written")
    case .outside(let outside): outside.words(inputs: nil, measures: nil)
    case .notTheSame(let id):
      Label(nl: "\(id) is niet elke keer gelijk", en: "\(id) is not the same each time")
    }
  }
}
