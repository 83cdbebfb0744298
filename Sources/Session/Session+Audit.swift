import Language
import Profile
import Store

extension Session {
  /// Writes that something was refused: its code and what was named, never a content.
  func logRefusal(_ code: String, _ names: [String]) {
    guard let store, !store.isReadOnly else { return }
    // The refusal stands, whether or not it can be written.
    try? store.log(TrailEntry(verb: "refused", actor: policy.actor, fields: [code] + names))
  }

  /// What of a program was refused before it ran.
  func logRefusals(_ diagnostics: [Diagnostic]) {
    let names = diagnostics.compactMap { diagnostic -> String? in
      guard case .forbidden(let name) = diagnostic.kind else { return nil }
      return name
    }
    if let code = diagnostics.first(where: { $0.exitCode == 3 })?.code { logRefusal(code, names) }
  }

  /// Where the trail stands, as `number:link`.
  package func trailHead() throws -> String {
    guard let store else { throw StoreError(.notAStore) }
    return try store.head()
  }

  /// Follows the whole trail, and looks whether it once stood at a head that somebody kept.
  ///
  /// - Returns: the answer in words, and whether all is well.
  package func verifyTrail(head: String?) throws -> (text: String, isUnbroken: Bool) {
    guard let store else { throw StoreError(.notAStore) }
    let state = try store.verifyTrail()
    guard case .unbroken(let count, let link) = state else {
      return (StoreFinding(kind: .trail(state)).words.text(tongue), false)
    }
    let isDutch = tongue == .nl
    let entries = Counted.entry.text(Int(count), tongue)
    let whole =
      isDutch
      ? "ongebroken: \(entries), hoofd \(count):\(link)"
      : "unbroken: \(entries), head \(count):\(link)"
    guard let head else { return (whole, true) }
    guard let stood = try store.hasStood(at: head) else { throw NoHead() }
    guard stood else { return (StoreFinding.otherHead.text(tongue), false) }
    let number = head.prefix { $0 != ":" }
    return (
      whole + "\n"
        + (isDutch
          ? "het gegeven hoofd stond er bij regel \(number)"
          : "the given head stood there at entry \(number)"),
      true
    )
  }
}

/// A head that is not written as one.
struct NoHead: Worded {
  var message: Message {
    Message(
      "E371", "dit is geen hoofd van een logboek", "this is no head of a trail",
      next: (
        "een hoofd is nummer:link, zoals drempel audit head het geeft",
        "a head is number:link, as drempel audit head gives it"
      ))
  }
}
