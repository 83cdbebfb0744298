import InstrumentKit

extension Conformance {
  /// The form made ready, or why it cannot be.
  static func plan(
    _ form: Form, _ fields: Fields?
  ) -> (FormPlan?, Problem?, untyped: Set<String>) {
    let (form, untyped) = fields == nil ? standingIn(form) : (form, [])
    do {
      return (try FormPlan(form) { fields?.shared($0) }, nil, untyped)
    } catch let fault as FormFault {
      return (nil, .form(fault), untyped)
    } catch {
      return (nil, .unusableForm, untyped)
    }
  }

  /// Without a profile the items that share a field's answers get some of their own: the codes
  /// that conditions look for, or else a text.
  private static func standingIn(_ form: Form) -> (Form, untyped: Set<String>) {
    let conditions = form.sections.flatMap { section in
      [section.condition]
        + section.items.flatMap { [$0.condition] + $0.type.options.map(\.condition) }
    }.compactMap(\.self)
    var untyped: Set<String> = []
    let sections = form.sections.map { section in
      let items = section.items.map { item in
        guard case .shared = item.type, case .field? = item.link else { return item }
        untyped.insert(item.id)
        return item.typed(standIn(for: item.id, conditions))
      }
      return Section(
        section.id, section.label, when: section.condition, readers: section.readers, items)
    }
    return (Form(sections, contributor: form.contributor), untyped)
  }

  private static func standIn(for item: String, _ conditions: [Condition]) -> AnswerType {
    var codes: [String] = []
    var isNumber = false
    for condition in conditions.flatMap(\.parts) {
      switch condition {
      case .has(item, let code), .lacks(item, let code):
        if !codes.contains(code) { codes.append(code) }
      case .number(item, _): isNumber = true
      default: continue
      }
    }
    if !codes.isEmpty { return .one(codes.map { Option($0, Label(nl: $0, en: $0)) }) }
    return isNumber ? .count : .text
  }
}

extension Condition {
  /// The conditions of which it consists.
  var parts: [Condition] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.parts)
    default: [self]
    }
  }
}

extension AnswerType {
  /// The answers of a closed list, empty for all else.
  var options: [Option] {
    switch self {
    case .one(let options), .many(let options): options
    default: []
    }
  }

  /// The columns of a table, empty for all else.
  var columns: [Item] {
    if case .table(let columns) = self { columns } else { [] }
  }
}
