import InstrumentKit

/// Whether an instrument does what hosts and people rely on.
public struct Conformance {
  /// What is known of the profile beside the kit: how fields are answered, by English name.
  public struct Fields: Sendable {
    public let shared: @Sendable (String) -> AnswerType?
    public let knows: @Sendable (String) -> Bool
    /// The roles that an operator can have; nil where that is not known.
    public let roles: Set<String>?

    public init(
      shared: @escaping @Sendable (String) -> AnswerType?,
      knows: @escaping @Sendable (String) -> Bool, roles: Set<String>? = nil
    ) {
      self.shared = shared
      self.knows = knows
      self.roles = roles
    }
  }

  /// Scores rows of a batch; throws where that is done elsewhere and fails.
  public typealias Scoring = (
    Batch, Range<Int>, UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws -> Void

  /// What the instrument says of itself, asked once.
  public let description: Description
  public let sections: [Section]
  public let inputs: [Input]
  public let measures: [Measure]
  /// Nil when the form cannot be used; ``shape(kit:)`` says why.
  public let form: FormPlan?

  let instrument: any Instrument
  let fields: Fields?
  let others: [any Instrument]
  let scoring: Scoring?
  let watch: Watch?
  let seed: UInt64
  let subjects: Int
  /// Why there is no form.
  let formProblem: Problem?
  /// The items whose answers only the profile knows, where that is not at hand.
  let untyped: Set<String>

  /// Asks an instrument what it is; nothing is scored yet.
  ///
  /// - Parameters:
  ///   - fields: the profile's fields; without them whatever hangs on them is not checked.
  ///   - others: the instruments with which it must be able to exchange levels.
  ///   - scoring: replaces direct calls of the instrument; what it throws is thrown on.
  ///   - watch: is told what the instrument is about to do.
  ///   - seed: the same seed generates the same subjects.
  ///   - subjects: how many are generated.
  public init(
    of instrument: any Instrument, fields: Fields? = nil, others: [any Instrument] = [],
    scoring: Scoring? = nil, watch: Watch? = nil, seed: UInt64 = 1, subjects: Int = 4_000
  ) {
    self.instrument = instrument
    self.fields = fields
    self.others = others
    self.scoring = scoring
    self.watch = watch
    self.seed = seed
    self.subjects = max(1, subjects)
    description = instrument.description
    inputs = instrument.inputs
    measures = instrument.measures
    let form = instrument.form
    sections = form.sections
    (self.form, formProblem, untyped) = Conformance.plan(form, fields)
  }

  /// All findings: the shape, and where that is sound the golden cases and the generated subjects.
  public func remarks() throws -> [Remark] { try report().remarks }

  /// What is wrong with the instrument as it describes itself; cheap, for every load.
  ///
  /// - Parameter kit: the kit for which it was built; rules that are younger are advice.
  public func shape(kit: String = Kit.version) -> [Remark] {
    remarks(shapeProblems(), kit)
  }

  /// What it can never ask, whatever is answered: not cheap, for some answers are tried.
  private func unreachable(_ kit: String) -> [Remark] {
    guard let form else { return [] }
    return remarks(Reach(form, sections, untyped: untyped).never.map { .neverAsked($0) }, kit)
  }

  private func remarks(_ problems: [Problem], _ kit: String) -> [Remark] {
    let minor = Conformance.minor(of: kit)
    return problems.map { problem in
      let remark = problem.remark
      return minor < problem.since ? remark.advising : remark
    }
  }

  /// In what the golden cases do not come out; for whenever instrument, host or kit is new.
  public func golden() throws -> [Remark] {
    guard let form else { return [] }
    return try GoldenRunner(self, form).run().map(\.remark)
  }

  /// What shows only when many generated subjects are scored.
  public func behaviour() throws -> [Remark] {
    guard let form else { return [] }
    return try Behaviour(self, form).run().remarks
  }

  /// All findings with what was measured on the way.
  ///
  /// - Parameter kit: the kit for which it was built; rules that are younger are advice.
  public func report(kit: String = Kit.version) throws -> Report {
    let shape = shape(kit: kit) + unreachable(kit)
    guard let form, !shape.contains(where: { $0.severity == .fault }) else {
      return Report(description, remarks: shape)
    }
    let behaviour = try Behaviour(self, form).run()
    // What many subjects show of a measure need not be told again of each case.
    let golden = try GoldenRunner(self, form).run().filter { problem in
      switch problem {
      case .golden(_, .notWritten(let id)), .golden(_, .notTheSame(let id)):
        !behaviour.told.contains(id)
      case .golden(_, .outside): !behaviour.isOutside
      default: true
      }
    }
    Papers(self, form).make()
    return Report(
      description, remarks: shape + golden.map(\.remark) + behaviour.remarks,
      subjects: behaviour.subjects,
      nanoseconds: behaviour.nanoseconds, fingerprint: behaviour.fingerprint)
  }

  /// One number for all results of the generated subjects: two ways of scoring that agree have the
  /// same. Nil when the form cannot be used.
  ///
  /// - Parameter scoring: replaces the one given before.
  public func fingerprint(scoring: Scoring? = nil) throws -> UInt64? {
    guard let form else { return nil }
    var fingerprint = Fingerprint()
    for block in blocks(form) {
      let results = try block.columns.results(measures.count, scoring ?? self.scored)
      fingerprint.add(results)
    }
    return fingerprint.value
  }
}

extension Conformance {
  /// The generated subjects, each block on a day of its own.
  func blocks(_ form: FormPlan) -> [GeneratedSubjects] {
    let parts = min(4, subjects)
    return (0..<parts).map { part in
      GeneratedSubjects(
        instrument: instrument, form: form, fields: fields, seed: seed &+ UInt64(part),
        count: subjects * (part + 1) / parts - subjects * part / parts)
    }
  }

  /// Scores where the host wants it, and else directly.
  func scored(
    _ batch: Batch, _ rows: Range<Int>, _ columns: UnsafePointer<UnsafeMutablePointer<Int32>>
  ) throws {
    if let scoring { return try scoring(batch, rows, columns) }
    Conformance.score(with: instrument, batch, rows, columns, row: watch?.row)
  }

  /// Scores some rows directly; the box of the instrument is opened once instead of at each row.
  ///
  /// - Parameter place: where the row that is being scored stands, for whoever finds it there.
  public static func score(
    with instrument: some Instrument, _ batch: Batch, _ rows: Range<Int>,
    _ columns: UnsafePointer<UnsafeMutablePointer<Int32>>,
    row place: UnsafeMutablePointer<Int>? = nil
  ) {
    for row in rows {
      place?.pointee = row
      var result = Result(measures: columns, row: row)
      instrument.score(Subject(batch, row: row), into: &result)
    }
  }

  /// The second number of a kit, by which rules are younger or older.
  private static func minor(of kit: String) -> Int {
    let theirs = kit.split(separator: ".").compactMap { Int($0) }
    return theirs.count == 2 ? theirs[1] : 0
  }
}
