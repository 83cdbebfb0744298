import Exchange
import Foundation
import InstrumentKit
import Profile
import Seal
import Store

extension Session {
  /// Where the forgotten are kept: beside the key file, outside the store and its backups.
  func forgottenList(of store: String) -> String { Session.forgottenList(of: store, settings) }

  static func forgottenList(of store: String, _ settings: Settings) -> String {
    ForgottenList.path(beside: settings.keyFile ?? settings.places.keyFile(of: store))
  }

  /// The key for a store's id, from the operator's file.
  static func unlock(_ id: String, _ settings: Settings) throws -> MasterKey {
    let file = try KeyFile.read(at: settings.keyFile ?? settings.places.keyFile(of: id))
    guard file.store == id else { throw StoreError(.otherKey) }
    return try file.unlock(passphrase: file.needsPassphrase ? settings.passphrase() : nil)
  }

  /// Copies the store while others use it; says what the copy holds.
  ///
  /// - Parameters:
  ///   - days: how long somebody means to keep it, from today.
  ///   - expires: its last day, when that is given instead.
  /// - Throws: `StoreError`; there is then nothing at the place.
  package func backUp(to path: String, days: Int, expires: Day?) throws -> String {
    guard let store else { throw StoreError(.notAStore) }
    try policy.mustWrite()
    let until = expires ?? clockDay.adding(days: days)
    let path = Session.whole(path)
    let (clients, head) = try store.backUp(to: path, until: until, actor: policy.actor)
    let counted = Counted.client.text(clients, tongue)
    return tongue == .nl
      ? "\(path): \(counted), te bewaren tot \(until), logboek tot \(head)"
      : "\(path): \(counted), to be kept until \(until), trail up to \(head)"
  }

  /// Makes a store from a backup; says what came of it.
  ///
  /// - Throws: `StoreError`, `SealError`; there is then nothing at the place.
  package static func restore(
    _ backup: String, to path: String, _ settings: Settings
  ) throws -> String {
    let policy = Policy(
      operator: settings.operatorName, role: settings.role,
      organisation: settings.organisation, purpose: settings.purpose,
      isReadOnly: settings.isReadOnly)
    try policy.mustWrite()
    var list = ""
    var others = 0
    let rehearsal = Rehearsal(law: law(loadedPlugins(settings), settings.places)) {
      others = $0.clients.count
    }
    let found = try Store.restore(
      whole(backup), to: whole(path),
      list: {
        list = forgottenList(of: $0, settings)
        return list
      }, keyFile: { settings.keyFile ?? settings.places.keyFile(of: $0) },
      ageBorders: { try esfRules(settings.places).ageBorders }, actor: policy.actor,
      clock: settings.clock, rehearsal: rehearsal
    ) { try unlock($0, settings) }
    let isDutch = settings.tongue == .nl
    var lines = ["\(whole(path)): \(Counted.client.text(found.clients, settings.tongue))"]
    if let from = found.migratedFrom { lines.append(moved(from, settings.tongue)) }
    if others > 0 {
      let asked = "drempel store migrate \(whole(backup)) --dry"
      lines.append(
        isDutch
          ? "van \(Counted.client.text(others, .nl)) wordt nu iets anders gelezen: \(asked)"
          : "of \(Counted.client.text(others, .en)) something reads differently now: \(asked)")
    }
    if let again = found.forgotten {
      lines.append(
        isDutch ? "opnieuw vergeten: \(again)" : "forgotten again: \(again)")
    } else {
      lines.append(
        isDutch
          ? "er is geen lijst van vergeten cliënten (\(list))"
          : "there is no list of forgotten clients (\(list))")
    }
    return lines.joined(separator: "\n")
  }

  static func whole(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
