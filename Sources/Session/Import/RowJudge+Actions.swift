import InstrumentKit
import Profile
import Store

/// A column of a file with the actions of an organisation.
struct ActionTable: Sendable {
  /// The item of the form.
  let place: Int
  let owner: Int32
  let columns: [ActionColumn?]
}

extension RowJudge {
  private static let longest = (text: 200, note: 20_000)

  /// Actions between semicolons: what each is, and after commas what else is told of it.
  mutating func readActions(
    _ bytes: UnsafeBufferPointer<UInt8>, of table: ActionTable
  ) -> RowFault.Problem? {
    if bytes.contains(UInt8(ascii: "\"")) {
      for row in RowCells.rows(bytes) {
        if let problem = readAction(row.map { $0[...] }, of: table) { return problem }
      }
      return nil
    }
    return RowJudge.split(bytes) { part in
      let cells = part.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      return readAction(
        cells.map { Array(RowJudge.trimmed(UnsafeBufferPointer(rebasing: $0)))[...] }, of: table)
    }
  }

  private mutating func readAction(
    _ cells: [ArraySlice<UInt8>], of table: ActionTable
  ) -> RowFault.Problem? {
    guard cells.count <= table.columns.count, let first = cells.first,
      let place = first.withUnsafeBufferPointer(action)
    else { return .unknownAction }
    var action = RegistrationDraft.Action(
      place: table.place, organisation: table.owner, action: place)
    for (column, cell) in zip(table.columns, cells).dropFirst() where !cell.isEmpty {
      guard let column else { continue }
      if let problem = cell.withUnsafeBufferPointer({ set(column, $0, of: &action) }) {
        return problem
      }
    }
    let last = [action.plannedEnd, action.stoppedOn].compactMap(\.self).min()
    if let starts = action.starts, let last, last < starts { return .endsEarlier }
    row.actions.append(settled(action, table))
    return nil
  }

  /// The place of an action by its code, or by its Dutch name.
  private func action(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    if let place = actions.place(of: bytes) { return place }
    return Names.action.place(of: Names.folded(String(decoding: bytes, as: UTF8.self)))
      .map(Int32.init)
  }

  private func set(
    _ column: ActionColumn, _ bytes: UnsafeBufferPointer<UInt8>,
    of action: inout RegistrationDraft.Action
  ) -> RowFault.Problem? {
    func read(_ reader: FieldReader, _ take: (Int32) -> Void) -> RowFault.Problem? {
      var raw = Cell.unknown.raw
      let problem = RowJudge.cell(bytes, reader, into: &raw)
      if problem == nil { take(raw) }
      return problem
    }
    switch column {
    case .action: return nil
    case .starts: return read(.day(plan.dates)) { action.starts = $0 }
    case .plannedEnd: return read(.day(plan.dates)) { action.plannedEnd = $0 }
    case .plannedDays: return read(.number(0...36_500)) { action.plannedDays = $0 }
    case .ownManagement: return read(.flag) { action.ownManagement = $0 == 1 }
    case .stoppedEarly: return read(.flag) { action.stoppedEarly = $0 == 1 }
    case .stoppedOn: return read(.day(plan.dates)) { action.stoppedOn = $0 }
    case .partners:
      if bytes.count > RowJudge.longest.text { return .tooLong(limit: RowJudge.longest.text) }
      action.partners = String(decoding: bytes, as: UTF8.self)
    case .aims, .stopReason, .other:
      if bytes.count > RowJudge.longest.note { return .tooLong(limit: RowJudge.longest.note) }
      action.words.append((column, Array(bytes)))
    }
    return nil
  }

  /// Who says when or why it stopped says that it stopped; what does not apply is told and not taken.
  private mutating func settled(
    _ action: RegistrationDraft.Action, _ table: ActionTable
  ) -> RegistrationDraft.Action {
    var action = action
    let item = plan.form.items[table.place].id
    let isStopped = action.stoppedOn != nil || action.words.contains { $0.column == .stopReason }
    if isStopped, action.stoppedEarly == false {
      action.stoppedOn = nil
      action.words.removeAll { $0.column == .stopReason }
      warnings.append(RowWarning(kind: .notApplicable, item: item))
    } else if isStopped {
      action.stoppedEarly = true
    }
    let code = Names.action.codes[Int(action.action)].en
    let isOther = code == "other" || code.hasSuffix(".other")
    if !isOther, action.words.contains(where: { $0.column == .other }) {
      action.words.removeAll { $0.column == .other }
      warnings.append(RowWarning(kind: .optionNotApplicable, item: item))
    }
    return action
  }
}
