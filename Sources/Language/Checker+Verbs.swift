import InstrumentKit
import Profile

extension Checker {
  mutating func checked(_ verb: SyntaxVerb) -> Verb? {
    switch verb {
    case .record(let record): checked(record).map { .record($0) }
    case .assess(let assess): checked(assess).map { .assess($0) }
    case .decide(let decide): checked(decide).map { .decide($0) }
    case .refer(let refer): checked(refer).map { .refer($0) }
    case .importFile(let file): checked(file).map { .importFile($0) }
    case .forget(let forget): .forget(checked(forget))
    case .consent(let consent): checked(consent).map { .consent($0) }
    case .revise(let revise): checked(revise).map { .revise($0) }
    case .merge(let merge): .merge(checked(merge))
    }
  }

  /// A client's code, told when it cannot be one.
  mutating func checked(client word: Word) -> String {
    if !ClientCode.isWellFormed(word.text.utf8) { note(.badClient(word.text), word.span) }
    return word.text
  }

  private mutating func checked(_ assess: SyntaxAssess) -> AssessVerb? {
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

  private mutating func checked(_ decide: SyntaxDecide) -> DecideVerb? {
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

  private mutating func checked(_ record: SyntaxRecord) -> RecordVerb? {
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
      because: interpolated(record.because, record.level.span))
  }

  private mutating func checked(_ refer: SyntaxRefer) -> ReferVerb? {
    let client = checked(client: refer.client)
    var answers: [String: String] = [:]
    for setting in refer.settings {
      guard let field = schema.catalog.field(setting.name.text), field.isOfReferral else {
        note(.notOfReferral(setting.name.text), setting.name.span)
        continue
      }
      if answers[field.name] != nil { note(.doubleColumn(field.name), setting.name.span) }
      answers[field.name] = answer(setting, field)
    }
    return ReferVerb(client: client, answers: answers, on: refer.on.flatMap { day($0) })
  }

  /// What a field is given, as a file has it.
  private mutating func answer(_ setting: SyntaxRefer.Setting, _ field: Field) -> String? {
    let ref = ColumnRef(name: field.name, type: field.type, origin: .column)
    let values = setting.values.map { known($0, for: ref) }
    if case .codes(let list) = field.type {
      return values.compactMap { code($0, of: list, ref).map { list.codes[$0].en } }
        .joined(separator: ";")
    }
    guard values.count == 1 else {
      note(.notAList(field.name), setting.name.span)
      return nil
    }
    // What is wrong with the value was told.
    guard let constant = constant(values[0], for: ref) else { return nil }
    switch (constant, field.type) {
    case (.text(let text), _): return text
    case (.cell(let raw), .code(let list)): return list.codes[Int(raw)].en
    case (.cell(let raw), .flag): return raw == 1 ? "yes" : "no"
    case (.cell, _), (.today, _):
      note(.notOfReferral(setting.name.text), setting.name.span)
      return nil
    }
  }

  private mutating func checked(_ file: SyntaxImport) -> ImportVerb? {
    var scope = Scope(source: .clients)
    let path = interpolated(path: file.path, file.pathSpan).path
    guard let form = form(file) else { return nil }
    if Keyword(word: file.instrument.text) == .participations {
      return ImportVerb(path: path, instrument: Keyword.participations.english, form: form)
    }
    return known(file.instrument, &scope).map {
      ImportVerb(path: path, instrument: $0.id, form: form)
    }
  }

  private mutating func form(_ file: SyntaxImport) -> ImportForm? {
    var form = ImportForm()
    form.isPartial = file.isPartial
    form.replaces = file.replaces
    form.isOverCorrections = file.isOverCorrections
    form.acceptsDuplicates = file.acceptsDuplicates
    form.overwritesRejected = file.overwrites
    form.rejected = file.rejected.map { interpolated(path: $0.path, $0.span).path }
    if let word = file.encoding {
      form.encoding = TextEncoding(name: word.text)
      if form.encoding == nil { noteChoice(word, .encoding, TextEncoding.allCases.map(\.rawValue)) }
    }
    if let word = file.dates {
      guard let dates = DayForm(word: word.text) else {
        noteChoice(word, .dates, DayForm.allCases.map(\.rawValue))
        return nil
      }
      form.dates = dates
    }
    return file.encoding != nil && form.encoding == nil ? nil : form
  }

  private mutating func noteChoice(_ word: Word, _ keyword: Keyword, _ codes: [String]) {
    note(
      .wrongCode(
        word.text, list: keyword.english, codes: codes.map { .init(en: $0, nl: $0) },
        belongsTo: nil), word.span)
  }
}
