import InstrumentKit

extension ImportReport {
  /// What was bad, what was odd, and what was taken.
  package func text(_ tongue: Tongue) -> String {
    let isDutch = tongue == .nl
    var notes = ""
    if !missing.isEmpty {
      let names = missing.prefix(8).joined(separator: ", ") + (missing.count > 8 ? ", …" : "")
      notes =
        isDutch
        ? "let op: niet in het bestand, dus niet gevraagd: \(missing.count) vragen (\(names))\n"
        : "note not in the file, so not asked: \(missing.count) items (\(names))\n"
    }
    var parts = [
      isDutch
        ? "\(added) registratie\(added == 1 ? "" : "s") toegevoegd"
        : "\(added) registration\(added == 1 ? "" : "s") added"
    ]
    if replaced > 0 { parts.append(isDutch ? "\(replaced) vervangen" : "\(replaced) replaced") }
    if corrected > 0 { parts.append(isDutch ? "\(corrected) verbeterd" : "\(corrected) corrected") }
    if same > 0 { parts.append(isDutch ? "\(same) ongewijzigd" : "\(same) unchanged") }
    if badRows > 0 {
      parts.append(
        isDutch
          ? "\(badRows) foute \(badRows == 1 ? "rij" : "rijen") weggelaten"
          : "\(badRows) bad ones left out")
    }
    return notes + listing(tongue) + parts.joined(separator: " · ") + "\n"
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
    return lines.map { "\($0)\n" }.joined()
  }
}
