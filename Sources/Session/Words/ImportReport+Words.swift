import InstrumentKit

extension ImportReport {
  /// What was taken, what was bad, and what was odd.
  package func text(_ tongue: Tongue, isRefused: Bool) -> String {
    var lines = faults.map { $0.message.text(tongue) }
    let isDutch = tongue == .nl
    if faultCount > faults.count {
      lines.append(
        isDutch
          ? "… en nog \(faultCount - faults.count)" : "… and \(faultCount - faults.count) more")
    }
    if !missing.isEmpty, !isRefused {
      let names = missing.prefix(8).joined(separator: ", ") + (missing.count > 8 ? ", …" : "")
      lines.append(
        isDutch
          ? "let op niet in het bestand, dus niet gevraagd: \(missing.count) vragen (\(names))"
          : "note not in the file, so not asked: \(missing.count) items (\(names))")
    }
    let sorted = warnings.sorted { ($0.value.line, $0.key.item) < ($1.value.line, $1.key.item) }
    for (warning, seen) in sorted {
      let times =
        isDutch
        ? "\(seen.count)×, eerst op regel \(seen.line)"
        : "\(seen.count)×, first on line \(seen.line)"
      lines.append((isDutch ? "let op " : "note ") + "\(warning.words.text(tongue)) (\(times))")
    }
    if isRefused {
      lines.append(
        isDutch
          ? "\(badRows) van \(judged) rijen slecht: niets is overgenomen; --partial neemt de goede"
          : "\(badRows) of \(judged) rows bad: nothing was taken; --partial takes the good ones")
    } else {
      var parts = [
        isDutch
          ? "\(added) registratie\(added == 1 ? "" : "s") toegevoegd"
          : "\(added) registration\(added == 1 ? "" : "s") added"
      ]
      if replaced > 0 { parts.append(isDutch ? "\(replaced) vervangen" : "\(replaced) replaced") }
      if same > 0 { parts.append(isDutch ? "\(same) ongewijzigd" : "\(same) unchanged") }
      if badRows > 0 {
        parts.append(isDutch ? "\(badRows) slechte weggelaten" : "\(badRows) bad ones left out")
      }
      lines.append(parts.joined(separator: " · "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
