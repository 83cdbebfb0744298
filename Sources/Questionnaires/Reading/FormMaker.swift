import InstrumentKit

/// Flattens the tree of items into sections, and proves that its conditions do not go round.
struct FormMaker {
  private let findings: Findings
  private let reader: ConditionReader
  private let levels: [String: LevelRule]
  private var sections: [(id: String, label: Label, condition: Condition?, items: [Item])] = []
  private var open: String?
  private var ids = ReadableIds(fallback: "section")
  private var needs: [(id: String, needs: ConditionReader.Needs)] = []
  private var paths: [String: String] = [:]
  private var tests = 0

  /// What all items together may hang on: a condition of a group is one of each item in it.
  private static let mostTests = 100_000

  /// A question that judges a threshold.
  struct LevelRule {
    let threshold: Threshold
    let relation: Relation
    let findings: [String: Finding]

    /// The scores that say why there is no level, where one alone does.
    var absences: [Absence: String] {
      var codes: [Absence: [String]] = [:]
      for (code, finding) in findings {
        if case .absent(let absence) = finding { codes[absence, default: []].append(code) }
      }
      return codes.filter { $0.value.count == 1 }.compactMapValues(\.first)
    }
  }

  /// Where items go: the group above them, and on what all of it hangs.
  private struct Above {
    let key: String
    let id: String
    let label: Label
    var conditions: [Condition] = []
    var needs: ConditionReader.Needs = []
  }

  init(_ questions: [String: ReadItem], _ levels: [String: LevelRule], _ findings: Findings) {
    reader = ConditionReader(questions: questions)
    self.levels = levels
    self.findings = findings
  }

  /// The form; nil when something was wrong with it.
  mutating func form(_ items: [ReadItem], title: Label) -> Form? {
    add(items, Above(key: "$", id: "general", label: title))
    checkCycles()
    let isRead = !findings.faults.contains { $0.path.hasPrefix("$.item") }
    if sections.isEmpty, isRead { findings.add("$.item", .noQuestions) }
    guard findings.faults.isEmpty else { return nil }
    let form = Form(
      sections.map { Section($0.id, $0.label, when: $0.condition, $0.items) })
    do {
      _ = try FormPlan(form)
      return form
    } catch let fault as FormFault {
      findings.add(paths[fault.item] ?? "$.item", .form(fault.problem))
    } catch {
      findings.add("$.item", .noQuestions)
    }
    return nil
  }

  private mutating func add(_ items: [ReadItem], _ above: Above) {
    for item in items {
      let own = reader.condition(item)
      switch item.kind {
      case .leftOut: continue
      case .group:
        var inside = Above(
          key: item.place.path, id: item.linkId, label: item.label, conditions: above.conditions,
          needs: above.needs)
        if let own {
          inside.conditions.append(own.condition)
          inside.needs += own.needs
        }
        add(item.children, inside)
      case .rows, .question:
        append(item, own, above)
        if item.kind == .question, !item.children.isEmpty {
          var inside = above
          inside.conditions.append(.answered(item.id))
          inside.needs.append((item.id, "\(item.place.path).item"))
          add(item.children, inside)
        }
      }
    }
  }

  private mutating func append(
    _ item: ReadItem, _ own: (condition: Condition, needs: ConditionReader.Needs)?, _ above: Above
  ) {
    tests += above.needs.count + (own?.needs.count ?? 0)
    if tests > Self.mostTests {
      return findings.add("$.item", .tooMany(limit: Self.mostTests))
    }
    needs.append((item.id, above.needs + (own?.needs ?? [])))
    paths[item.id] = item.place.path
    // What hangs on the answer above it has a section of its own, for a section has one condition.
    let key = "\(above.key) \(above.conditions.count)"
    if open != key {
      let whole =
        above.conditions.count > 1 ? Condition.all(above.conditions) : above.conditions.first
      sections.append(
        (ids.next(ReadableIds.undotted(above.id), lowercased: true), above.label, whole, []))
      open = key
    }
    let made = made(item, own?.condition)
    sections[sections.count - 1].items.append(made)
  }

  private func made(_ item: ReadItem, _ condition: Condition?) -> Item {
    let asking: Asking = item.isRequired ? .core : .occasion
    var type = item.answer
    var link: Link?
    if item.kind == .rows {
      type = .table(columns(item.children))
    } else if let rule = levels[item.linkId] {
      type = .level(
        LevelScale(
          item.choices.map { .init($0.code, rule.findings[$0.code] ?? .silent, $0.label) }))
      link = .threshold(rule.threshold, rule.relation)
    } else if !item.choices.isEmpty {
      type = AnswerReader.exclusive(item)
    }
    let made = Item(item.id, item.label, type, asking, when: condition, link: link)
    return item.initial.map(made.proposing) ?? made
  }

  private func columns(_ items: [ReadItem]) -> [Item] {
    items.flatMap { item -> [Item] in
      switch item.kind {
      case .leftOut: []
      case .group, .rows: columns(item.children)
      case .question:
        [Item(item.id, item.label, item.answer, item.isRequired ? .core : .occasion)]
      }
    }
  }

  /// Goes through what hangs on what, without recursion: a chain may be as long as the form.
  private func checkCycles() {
    let all = Dictionary(needs.map { ($0.id, $0.needs) }) { first, _ in first }
    var state: [String: Int] = [:]
    for (id, _) in needs where state[id] == nil {
      var stack: [(id: String, next: Int)] = [(id, 0)]
      state[id] = 1
      while let (top, next) = stack.last {
        let needed = all[top] ?? []
        guard next < needed.count else {
          state[top] = 2
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        switch state[needed[next].id] {
        case 1?: findings.add(needed[next].path, .cycle)
        case nil:
          state[needed[next].id] = 1
          stack.append((needed[next].id, 0))
        default: continue
        }
      }
    }
  }
}
