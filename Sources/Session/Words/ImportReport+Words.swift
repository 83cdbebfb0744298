import InstrumentKit
import Profile

extension ImportReport {
  /// What was bad, what was odd, and what was taken.
  package func text(_ tongue: Tongue) -> String {
    let isDutch = tongue == .nl
    var notes = ""
    if !missing.isEmpty {
      let names = missing.prefix(8).joined(separator: ", ") + (missing.count > 8 ? ", …" : "")
      let items = Counted.item.text(missing.count, tongue)
      notes =
        isDutch
        ? "let op: niet in het bestand, dus niet gevraagd: \(items) (\(names))\n"
        : "note not in the file, so not asked: \(items) (\(names))\n"
    }
    if !passedOver.isEmpty {
      let names = passedOver.prefix(8).joined(separator: ", ") + (passedOver.count > 8 ? ", …" : "")
      notes +=
        isDutch
        ? "let op: niet overgenomen, want het programma rekent het zelf uit: \(names)\n"
        : "note not taken, for the program works it out itself: \(names)\n"
    }
    notes += otherwiseLine(tongue)
    let registrations = Counted.registration.text(added, tongue)
    var parts = [isDutch ? "\(registrations) toegevoegd" : "\(registrations) added"]
    if replaced > 0 { parts.append(isDutch ? "\(replaced) vervangen" : "\(replaced) replaced") }
    if corrected > 0 { parts.append(isDutch ? "\(corrected) verbeterd" : "\(corrected) corrected") }
    if same > 0 { parts.append(isDutch ? "\(same) ongewijzigd" : "\(same) unchanged") }
    if badRows > 0 {
      let rows = Counted.badRow.text(badRows, tongue)
      parts.append(isDutch ? "\(rows) weggelaten" : "\(rows) left out")
    }
    if let words = swallowedWords { parts.append(words.text(tongue)) }
    return notes + listing(tongue) + changeLines(tongue) + parts.joined(separator: " · ") + "\n"
  }

  /// Of whom others say otherwise; what it is stands in the client's own rows.
  private func otherwiseLine(_ tongue: Tongue) -> String {
    if otherwise.isEmpty { return "" }
    let clients = Counted.client.text(otherwise.count, tongue)
    let shown = otherwise.prefix(EntryChange.toldClients).joined(separator: ", ")
    let more = otherwise.count > EntryChange.toldClients ? ", …" : ""
    return tongue == .nl
      ? "let op: bij \(clients) geldt niet alles uit dit bestand, of zei een ander die dag iets anders: "
        + "\(shown)\(more); zie: cliënt CODE | geschiedenis\n"
      : "note: of \(clients) not all in this file stands, or another said otherwise that day: "
        + "\(shown)\(more); see: client CODE | history\n"
  }

  /// What changed in entries that were there, a line for each.
  private func changeLines(_ tongue: Tongue) -> String {
    var lines = changes.map { $0.words(tongue, hidden: hidden) }
    let more = changeCount - changes.count
    if more > 0 {
      let clients = Counted.client.text(more, tongue)
      lines.append(tongue == .nl ? "… en nog \(clients)" : "… and \(clients) more")
    }
    return lines.map { "\($0)\n" }.joined()
  }

  /// What was bad and what was odd, a line each.
  package func listing(_ tongue: Tongue) -> String {
    var lines = faults.map { $0.message.text(tongue) }
    let isDutch = tongue == .nl
    if faultCount > faults.count {
      lines.append(
        isDutch
          ? "… en nog \(faultCount - faults.count)" : "… and \(faultCount - faults.count) more")
    }
    let sorted = warnings.sorted { ($0.value.line, $0.key.item) < ($1.value.line, $1.key.item) }
    for (warning, seen) in sorted {
      let times =
        isDutch
        ? "\(seen.count)×, eerst op regel \(seen.line)"
        : "\(seen.count)×, first on line \(seen.line)"
      lines.append((isDutch ? "let op: " : "note ") + "\(warning.words.text(tongue)) (\(times))")
    }
    if let rejected {
      let rows = rejected.rows
      if rejected.isOwnersAlone {
        lines.append(Session.ownersAlone(rejected.path).text(tongue))
      }
      lines.append(
        isDutch
          ? "\(rejected.path) geschreven (\(rows) \(rows == 1 ? "rij" : "rijen") om te herstellen)"
          : "wrote \(rejected.path) (\(rows) \(rows == 1 ? "row" : "rows") to mend)")
    }
    return lines.map { "\($0)\n" }.joined()
  }
}

extension ImportReport {
  /// What open quotes took in; nil when they took nothing.
  var swallowedWords: Label? {
    if swallowed == 0 { return nil }
    let isOne = swallowed == 1
    return Label(
      nl: "\(isOne ? "1 regel" : "\(swallowed) regels") opgeslokt door een open aanhalingsteken",
      en: "\(isOne ? "1 line" : "\(swallowed) lines") swallowed by an open quote")
  }
}
