import InstrumentKit

/// What MEA writes besides a completeness per purpose; the raw value is the place in the list.
enum MEAMeasure: Int, CaseIterable {
  static let count = allCases.count
  case purpose, completeness, complete, missing, gaf, gafBand, specialised, evolution

  static let bands =
    Option.list("insufficient=onvoldoende-informatie")
    + (0..<10).map { band in
      let word = "\(band * 10 + 1)-\(band * 10 + 10)"
      return Option(word, Label(nl: word, en: word))
    }
  static let evolutions = Option.list("risen=gestegen fallen=gedaald same=gelijk")

  static let numbered = (1...16).map { number in
    Option("section-\(number)", Label(nl: "deel \(number)", en: "section \(number)"))
  }

  var measure: Measure {
    switch self {
    case .purpose:
      Measure("purpose", Label(nl: "doel", en: "purpose"), .code(MEA.purposeOptions))
    case .completeness:
      Measure("completeness", Label(nl: "volledigheid", en: "completeness"), .percent)
    case .complete: Measure("complete", Label(nl: "volledig", en: "complete"), .flag)
    case .missing:
      Measure(
        "missing-sections", Label(nl: "ontbrekende-delen", en: "missing-sections"),
        .codes(MEAMeasure.numbered))
    case .gaf:
      Measure("gaf", Label(nl: "gaf", en: "gaf"), .count, readers: MEA.medicalReaders)
    case .gafBand:
      Measure(
        "gaf-band", Label(nl: "gaf-band", en: "gaf-band"), .code(MEAMeasure.bands),
        readers: MEA.medicalReaders)
    case .specialised:
      Measure("specialised", Label(nl: "gespecialiseerd", en: "specialised"), .flag)
    case .evolution:
      Measure(
        "gaf-evolution", Label(nl: "gaf-evolutie", en: "gaf-evolution"),
        .code(MEAMeasure.evolutions), readers: MEA.medicalReaders)
    }
  }
}

extension MEA {
  static let allMeasures: [Measure] =
    MEAMeasure.allCases.map(\.measure)
    + purposeOptions.map { purpose in
      Measure(
        "complete-\(purpose.code)",
        Label(
          nl: "volledig-" + String(purpose.label.nl.lowercased().map { $0 == " " ? "-" : $0 }),
          en: "complete-\(purpose.code)"), .percent)
    }

  private static let health = ThresholdSet(Threshold.all.filter { $0.domain == "health" })

  public func score(_ subject: Subject, into result: inout Result) {
    guard subject[3].isKnown else {
      for place in 0..<MEAMeasure.count + MEA.requiredMasks.count { result.set(place, .unknown) }
      // What others know may indicate specialised actions all the same.
      return specialised(subject, result)
    }
    let filled = filledSections(subject)
    let masks = MEA.requiredMasks
    for purpose in masks.indices {
      let done = (masks[purpose] & filled).nonzeroBitCount
      result.set(
        MEAMeasure.count + purpose, done * 100 / masks[purpose].nonzeroBitCount)
    }
    result.set(MEAMeasure.purpose.rawValue, subject[0])
    if let purpose = subject.number(0) {
      let needed = masks[purpose]
      let missing = needed & ~filled
      let done = needed.nonzeroBitCount - missing.nonzeroBitCount
      result.set(MEAMeasure.completeness.rawValue, done * 100 / needed.nonzeroBitCount)
      result.set(MEAMeasure.complete.rawValue, missing == 0)
      result.set(MEAMeasure.missing.rawValue, Cell(raw: missing))
    } else {
      for measure in [MEAMeasure.completeness, .complete, .missing] {
        result.set(measure.rawValue, .unknown)
      }
    }
    gaf(subject.entries(2), subject.today, result)
    specialised(subject, result)
  }

  /// The sections in which something was answered, by whomever, as a mask.
  private func filledSections(_ subject: Subject) -> Int32 {
    let levels = subject.accepted
    var filled: Int32 = 0
    for asked in MEA.asked {
      let isAnswered =
        if let input = asked.input {
          subject[input].isKnown
        } else if let threshold = asked.threshold {
          levels[threshold] != nil
        } else {
          false
        }
      if isAnswered { filled |= 1 << Int32(asked.section - 1) }
    }
    return filled
  }

  /// The exact value, its band of ten, and how it stands to the one before.
  private func gaf(_ history: Entries, _ today: Day, _ result: Result) {
    var newest: Int?
    var before: Int?
    for entry in 0..<history.count {
      guard let day = history.day(entry), day <= today, let value = history[entry, 1].value else {
        continue
      }
      // Not enough information is no score to compare with.
      if let newest, newest > 0 { before = newest }
      newest = value
    }
    guard let newest else {
      for measure in [MEAMeasure.gaf, .gafBand, .evolution] {
        result.set(measure.rawValue, .unknown)
      }
      return
    }
    result.set(MEAMeasure.gaf.rawValue, newest)
    result.set(MEAMeasure.gafBand.rawValue, Cell(newest == 0 ? 0 : (newest - 1) / 10 + 1))
    guard newest > 0, let before else {
      return result.set(MEAMeasure.evolution.rawValue, .unknown)
    }
    result.set(
      MEAMeasure.evolution.rawValue, Cell(newest > before ? 0 : newest < before ? 1 : 2))
  }

  /// A recognised or indicated work disability, or a blocking threshold in health.
  private func specialised(_ subject: Subject, _ result: Result) {
    let measure = MEAMeasure.specialised.rawValue
    if let disability = subject.number(1), disability < 2 {
      return result.set(measure, Cell(true), because: MEA.disabled(recognised: disability == 0))
    }
    let blocking = subject.levels.thresholds(at: .blocking).intersection(MEA.health)
    if !blocking.isEmpty {
      return result.set(measure, Cell(true), because: MEA.blocks(blocking))
    }
    let isKnown =
      subject.number(1) != nil || !subject.levels.assessed.intersection(MEA.health).isEmpty
    result.set(measure, isKnown ? Cell(false) : .unknown, because: MEA.noneIndicated)
  }

  private static func disabled(recognised: Bool) -> Reason {
    recognised
      ? Reason(
        "work-disability", Label(nl: "erkende arbeidsbeperking", en: "recognised work disability"))
      : Reason(
        "work-disability",
        Label(nl: "geïndiceerde arbeidsbeperking", en: "indicated work disability"))
  }

  private static func blocks(_ thresholds: ThresholdSet) -> Reason {
    let names = thresholds.members
    return Reason(
      "health-blocking",
      Label(
        nl: "niet mogelijk: " + names.map(\.label.nl).joined(separator: ", "),
        en: "blocking: " + names.map(\.label.en).joined(separator: ", ")))
  }

  private static let noneIndicated = Reason(
    "none-indicated",
    Label(nl: "niets bekends wijst erop", en: "nothing that is known indicates it"))
}
