import Foundation
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// Something that is not allowed here, to this operator or to anybody: the exit code is 3.
protocol Refusal: Worded {}

/// Something that the policy does not allow here.
struct Refused: Refusal {
  var message: Message {
    Message(
      "E402", "deze sessie kan enkel lezen; er is niets gewijzigd",
      "this session only reads; nothing was changed",
      next: (
        "begin opnieuw, zonder --read-only of veilig", "start again, without --read-only or safe"
      ))
  }
}

/// Who works here and what that person may see: the one place where this is decided.
///
/// Until operators are kept in the store, whoever can open it is its administrator, and
/// everything they do is logged under their login name.
package struct Policy: Sendable {
  package let actor: Actor
  private let isReadOnly: Bool
  /// Whether somebody said that nothing may change from now on.
  package private(set) var isSafe = false

  package init(
    operator name: String?, role: String?, organisation: String? = nil, purpose: String?,
    isReadOnly: Bool
  ) {
    actor = Actor(
      name: name.map(ValueText.kept) ?? NSUserName(), organisation: organisation ?? "unstated",
      role: role ?? "admin", purpose: purpose.map(ValueText.kept) ?? "unstated")
    self.isReadOnly = isReadOnly
  }

  /// Reading identity must be logged, which a store that cannot be written does not allow.
  package var forbidden: Set<Field.Group> { isReadOnly ? [.identity, .notes] : [] }

  /// The rows that this role may not read; whoever is one person is told by identities.
  package var forbiddenSources: Set<SourceKind> {
    var sources: Set<SourceKind> = mayAudit ? [] : [.audit]
    if forbidden.contains(.identity) { sources.insert(.duplicates) }
    return sources
  }

  /// Whether this role may read what an instrument keeps for some; an administrator may.
  package func mayRead(_ readers: Set<String>?) -> Bool {
    guard let readers, actor.role != "admin" else { return true }
    return readers.contains(actor.role)
  }

  /// Whether this role may read the trail.
  package var mayAudit: Bool { ["admin", "lead"].contains(actor.role) }

  /// Whether this role may have a client forgotten.
  package var mayForget: Bool { ["admin", "lead"].contains(actor.role) }

  /// The items of an instrument that this role may not read.
  package func hidden(_ plugin: LoadedPlugin) -> Set<String> {
    Set(plugin.sections.filter { !mayRead($0.readers) }.flatMap { $0.items.map(\.id) })
  }

  /// - Throws: ``Refused`` when this session only reads.
  func mustWrite() throws { if isReadOnly || isSafe { throw Refused() } }

  /// Only reads from now on; there is no way back.
  package mutating func makeSafe() { isSafe = true }

  func actor(purpose: String?) -> Actor {
    Actor(
      name: actor.name, organisation: actor.organisation, role: actor.role,
      purpose: purpose ?? actor.purpose)
  }
}
