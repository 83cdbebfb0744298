import InstrumentKit

extension Ladder {
  /// The ladder card: six rungs with where each case manager places the person, then every
  /// judgement.
  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    let isDutch = tongue == .nl
    guard !dossier.assessments.isEmpty else { return nil }
    func who(_ judged: Dossier.Assessment) -> String {
      judged.contributor.map { code in
        Ladder.judges.first { $0.code == code }?.label.text(tongue) ?? code
      } ?? "–"
    }
    func newest(_ judge: String) -> Dossier.Assessment? {
      dossier.assessments.last { $0.contributor == judge && $0.answers["rung"] != nil }
    }
    let work = newest("work")
    let welfare = newest("welfare")
    func mark(_ judged: Dossier.Assessment?, _ rung: Int) -> String {
      guard let judged else { return "" }
      var marks: [String] = []
      if judged.answers["rung"] == "\(rung)" { marks.append(isDutch ? "● nu" : "● now") }
      if judged.answers["reachable"] == "\(rung)" {
        marks.append(isDutch ? "○ binnen bereik" : "○ in reach")
      }
      return marks.joined(separator: " ")
    }
    let rungs = (1...6).reversed().map { rung in
      [
        "\(rung)", reading.rungs[rung - 1].text(tongue), mark(work, rung), mark(welfare, rung),
      ]
    }
    let judgements = dossier.assessments.map { judged in
      [
        "\(judged.on)", who(judged), judged.answers["rung"] ?? "–",
        judged.answers["reason"] ?? "", judged.answers["reachable"] ?? "–",
        judged.answers["reachable-reason"] ?? "",
      ]
    }
    return Document([
      .heading(
        isDutch
          ? "Ladderkaart · \(dossier.client) · \(dossier.today)"
          : "Ladder card · \(dossier.client) · \(dossier.today)"),
      .table(
        .init(
          columns: isDutch
            ? ["trede", "", "werk", "welzijn"] : ["rung", "", "work", "welfare"],
          numeric: [0], rows: Array(rungs))),
      .facts(dossier.facts(["movement", "stuck"])),
      .table(
        .init(
          columns: isDutch
            ? ["op", "wie", "trede", "waarom", "bereik", "waarom"]
            : ["on", "who", "rung", "why", "reach", "why"], numeric: [2, 4], rows: judgements)),
      .paragraph("\(reading.name) \(reading.version)"),
    ])
  }
}
