import InstrumentKit
import Profile

extension Checker {
  /// A client's code, told when it cannot be one.
  mutating func checked(client word: Word) -> String {
    if !ClientCode.isWellFormed(word.text.utf8) { note(.badClient(word.text), word.span) }
    return word.text
  }

  mutating func checked(_ assess: SyntaxAssess) -> AssessVerb? {
    let client = checked(client: assess.client)
    var scope = Scope(source: .clients)
    guard let instrument = known(assess.instrument, &scope) else { return nil }
    var only: [String] = []
    for name in assess.only {
      if let items = instrument.items[Names.folded(name.text)] {
        only += items
      } else {
        note(
          .unknownItem(
            name.text, instrument: instrument.id,
            near: Nearest.of(Names.folded(name.text), among: instrument.items.keys.sorted())),
          name.span)
      }
    }
    return AssessVerb(
      client: client, instrument: instrument.id, only: only, on: assess.on.flatMap { self.day($0) },
      answers: assess.answers)
  }

  mutating func checked(_ decide: SyntaxDecide) -> DecideVerb? {
    let client = checked(client: decide.client)
    var scope = Scope(source: .clients)
    guard let instrument = known(decide.instrument, &scope) else { return nil }
    guard let decisions = instrument.decisions else {
      note(.noAdvice(instrument.id), decide.instrument.span)
      return nil
    }
    guard let place = Checker.place(decide.code.text, in: decisions) else {
      note(
        .wrongCode(
          decide.code.text, list: instrument.id, codes: decisions.codes, belongsTo: nil),
        decide.code.span)
      return nil
    }
    return DecideVerb(
      client: client, instrument: instrument.id, code: decisions.codes[place].en,
      on: decide.on.flatMap { self.day($0) },
      because: interpolated(decide.because, decide.code.span))
  }

  mutating func checked(_ record: SyntaxRecord) -> RecordVerb? {
    let client = checked(client: record.client)
    let threshold = Scope.threshold(record.threshold.text)
    if threshold == nil { note(.unknownThreshold(record.threshold.text), record.threshold.span) }
    let finding: Finding
    if let place = Checker.place(record.level.text, in: Names.levels),
      let level = Level(rawValue: UInt8(place + 1))
    {
      finding = .level(level)
    } else if let place = Checker.place(record.level.text, in: Names.absences),
      let absence = Absence(rawValue: UInt8(place))
    {
      finding = .absent(absence)
    } else {
      note(
        .wrongCode(
          record.level.text, list: "level",
          codes: Names.levels.codes + Names.absences.codes, belongsTo: nil),
        record.level.span)
      return nil
    }
    guard let threshold else { return nil }
    return RecordVerb(
      client: client, threshold: threshold, finding: finding,
      on: record.on.flatMap { self.day($0) },
      because: interpolated(record.because, record.level.span), isDry: record.isDry)
  }
}
