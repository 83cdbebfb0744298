import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

extension Explainer {
  private var isDutch: Bool { tongue == .nl }

  /// One outcome to read and to argue with.
  ///
  /// - Parameters:
  ///   - observed: everything that was ever observed of the client, newest first.
  ///   - said: answers with own words beside them, by item.
  func document(
    _ row: Int, client: String, _ observed: [Observed], said: [String: String]
  ) throws -> Document {
    let last = try scorer.column(.lastMeasured, view)?[row].value
    let measured =
      last.map { Day(number: Int32($0)) }.map {
        isDutch ? "ingevuld op \($0)" : "filled in on \($0)"
      } ?? (isDutch ? "nooit ingevuld" : "never filled in")
    let title = plugin.description.label.text(tongue)
    var blocks: [Document.Block] = [
      .heading("\(client) · \(title) \(plugin.version) · \(measured)"), .facts(outcome(row)),
    ]
    let thresholds = self.thresholds(observed)
    if !thresholds.rows.isEmpty { blocks.append(.table(thresholds)) }
    let rest = try decided(client) + answers(row, said) + leftOut(observed)
    if !rest.isEmpty { blocks.append(.facts(rest)) }
    return Document(blocks)
  }

  /// Every measure in words, and the reason of those that a rule decided.
  func outcomes(_ row: Int) -> [(measure: String, label: String, value: String, because: String?)] {
    shown.map { place in
      let measure = plugin.measures[place]
      return (
        measure.id, measure.label.text(tongue), value(place, row),
        reasons[row].last { $0.measure == place }?.reason.words.text(tongue)
      )
    }
  }

  /// In words; of a list it is known too that nothing is in it.
  private func value(_ place: Int, _ row: Int) -> String {
    guard let words = ColumnWords(measures[place], tongue)[row] else { return "–" }
    return words.isEmpty ? isDutch ? "geen" : "none" : words
  }

  /// Every measure; under those that a rule decided, the rule.
  private func outcome(_ row: Int) -> [Document.Fact] {
    let details = shown.filter { plugin.measures[$0].isDetail && measures[$0].cells[row] != 0 }
    let said = details.map { place in
      let value = ColumnWords(measures[place], tongue)[row] ?? "–"
      return "\(plugin.measures[place].label.text(tongue)) \(value)"
    }
    let parts =
      said.isEmpty
      ? []
      : [Document.Fact("in detail", said.joined(separator: ", "))]
    let whole = shown.filter { !plugin.measures[$0].isDetail }
    return whole.flatMap { place -> [Document.Fact] in
      let name = plugin.instrument.measures[place].label.text(tongue)
      return [Document.Fact(name, value(place, row))]
        + reasons[row].filter { $0.measure == place }.map {
          Document.Fact(
            isDutch ? "  omdat" : "  because",
            "\($0.reason.words.text(tongue)) (\(isDutch ? "regel" : "rule"): \(Names.told($0.reason.rule, in: "rule", tongue)))"
          )
        }
    } + parts
  }

  /// What persons decided upon the advice, oldest first; the advice above is today's.
  private func decided(_ client: String) throws -> [Document.Fact] {
    guard plugin.advice != nil else { return [] }
    let table = try RowsView(.decisions, view.source, today: view.today, sealed: view.openSealed)
    let names = ["client", "instrument", "decided", "advised", "override", "on"]
    let columns = try names.map { name in
      ColumnWords(
        try table.named(
          name, name == "on" ? .day : name == "override" ? .code(Names.override) : .text),
        tongue)
    }
    return (0..<table.count).compactMap { row in
      var cells = columns.map { $0[row] ?? "–" }
      guard cells[0] == client, cells[1] == plugin.id else { return nil }
      for place in 2...3 { cells[place] = advised(cells[place]) }
      return Document.Fact(
        isDutch ? "beslist \(cells[5])" : "decided \(cells[5])",
        isDutch
          ? "\(cells[2]) (advies toen \(cells[3]), afwijking \(cells[4]))"
          : "\(cells[2]) (advice then \(cells[3]), override \(cells[4]))")
    }
  }

  /// A code of the advice in the reader's language.
  private func advised(_ code: String) -> String {
    let measure = plugin.measures.first { $0.id == plugin.advice?.measure }
    let list =
      measure.flatMap { FieldType($0, of: plugin.id).list } ?? CodeList("", "no=nee yes=ja")
    guard let place = list.place(of: code) else { return code }
    return isDutch ? list.codes[place].nl : list.codes[place].en
  }

  /// The thresholds that the instrument asks, with where each level comes from.
  private func thresholds(_ observed: [Observed]) -> Document.Table {
    let rows = asked.compactMap { threshold -> [String]? in
      let known = observed.filter { $0.threshold == threshold && $0.finding.level != nil }
      guard let newest = observed.standing(threshold) else { return nil }
      let isOwn = known.contains { $0.source == plugin.id }
      var remarks: [String] = []
      if !isOwn {
        remarks.append(
          isDutch ? "nog niet aanvaard in \(plugin.id)" : "not yet accepted in \(plugin.id)")
      }
      // Two sources that disagree are both shown; nothing is averaged.
      if let other = known.first(where: {
        $0.source != newest.source && $0.finding != newest.finding
      }) {
        let said = isDutch ? "zei" : "said"
        remarks.append("\(source(other)) \(said) \(other.finding.word(tongue)), \(other.on)")
      }
      return [
        name(threshold), newest.finding.word(tongue), "\(newest.on)", source(newest),
        remarks.joined(separator: "; "),
      ]
    }
    return Document.Table(
      columns: isDutch
        ? ["drempel", "niveau", "datum", "bron", "opmerking"]
        : ["threshold", "level", "date", "source", "remark"], rows: rows)
  }

  /// The other answers that the instrument reads.
  private func answers(_ row: Int, _ said: [String: String]) throws -> [Document.Fact] {
    var unknown: [String] = []
    var facts: [Document.Fact] = []
    var said = said
    for input in inInquiredOrder {
      // Judgements over time and rows of tables have documents of their own.
      guard let name = label(of: input), !isSealed(input) else { continue }
      if let column = try scorer.column(input, view), let value = ColumnWords(column, tongue)[row] {
        let own = item(of: input).flatMap { said.removeValue(forKey: $0) }
        facts.append(Document.Fact(name, own ?? words(of: input, column.cells[row]) ?? value))
      } else {
        unknown.append(name)
      }
    }
    for item in plugin.form.items {
      if let own = said[item.id] { facts.append(Document.Fact(item.label.text(tongue), own)) }
    }
    if !unknown.isEmpty {
      facts.append(
        Document.Fact(isDutch ? "niet bekend" : "not known", unknown.joined(separator: ", ")))
    }
    return facts
  }

  /// How many items apply is said before how many of these were answered.
  private var inInquiredOrder: [Input] {
    plugin.inputs.filter { $0 != .answered && $0 != .applicable }
      + [.applicable, .answered].filter(plugin.inputs.contains)
  }

  /// Options have codes for files and words for people; nil for all other answers.
  private func words(of input: Input, _ cell: Int32) -> String? {
    guard case .item(let id) = input, let item = plugin.form.item(id) else { return nil }
    // The answers of a field can be asked by their codes, and are shown so everywhere.
    if case .field? = item.link, plugin.questionnaire == nil { return nil }
    switch item.type {
    case .one(let options):
      let place = Int(cell)
      return options.indices.contains(place) ? options[place].label.text(tongue) : nil
    case .many(let options):
      let chosen = options.indices.filter { cell & (1 << Int32($0)) != 0 }
      return chosen.isEmpty
        ? nil : chosen.map { options[$0].label.text(tongue) }.joined(separator: ", ")
    default: return nil
    }
  }

  /// What is sealed is never told by the way, whatever an instrument knows of it.
  private func isSealed(_ input: Input) -> Bool {
    let field: String
    switch input {
    case .field(let name): field = name
    case .item(let id), .has(let id):
      if case .note? = plugin.form.item(id)?.type { return false }
      guard case .field(let name)? = plugin.form.item(id)?.link else { return false }
      field = name
    default: return false
    }
    return FieldCatalog.standard.field(field)?.home == .sealed
  }

  /// The thresholds without a level, by why they have none.
  private func leftOut(_ observed: [Observed]) -> [Document.Fact] {
    var byReason: [Absence: [String]] = [:]
    for threshold in asked {
      let all = observed.filter { $0.threshold == threshold }
      if all.standing(threshold) != nil { continue }
      var reason = Absence.notAsked
      if case .absent(let absence)? = all.first?.finding { reason = absence }
      byReason[reason, default: []].append(name(threshold))
    }
    return Absence.allCases.compactMap { reason in
      byReason[reason].map { names in
        let code = Names.absences.codes[Int(reason.rawValue)]
        let heading = isDutch ? "weggelaten, \(code.nl)" : "left out, \(code.en)"
        return Document.Fact(heading, names.joined(separator: ", "))
      }
    }
  }

  /// In the order of the form, each once.
  private var asked: [Threshold] {
    var seen = ThresholdSet(bits: 0)
    return plugin.form.items.compactMap { item in
      guard case .threshold(let threshold, _)? = item.link, !seen.contains(threshold) else {
        return nil
      }
      seen.bits |= ThresholdSet(threshold).bits
      return threshold
    }
  }

  private func name(_ threshold: Threshold) -> String {
    let code = Names.thresholds.codes[Int(threshold.index)]
    return isDutch ? code.nl : code.en
  }

  private func source(_ observed: Observed) -> String {
    Names.told(observed.source ?? "record", in: "source", tongue)
  }

  private func label(of input: Input) -> String? {
    switch input {
    case .field(let name):
      return FieldCatalog.standard.field(name)?.label.text(tongue) ?? name
    case .item(let id), .has(let id): return plugin.form.item(id)?.label.text(tongue) ?? id
    case .measurements: return isDutch ? "volledige metingen" : "whole measurements"
    case .firstMeasured: return isDutch ? "eerst ingevuld" : "first filled in"
    case .lastMeasured: return isDutch ? "laatst ingevuld" : "last filled in"
    case .applicable: return isDutch ? "kernvragen van toepassing" : "core items that apply"
    case .answered: return isDutch ? "waarvan beantwoord" : "of these answered"
    case .observed, .history, .rows: return nil
    @unknown default: return nil
    }
  }
}
