import Foundation
import InstrumentKit
import Profile
import Language

/// What is said to the question on which day the answers of a draft count.
enum CountedDay { case on(Day), left, thrownAway }

extension Session {
  /// Nothing is kept of an interview, nor of the draft from which it went on.
  func throwAway(_ verb: AssessVerb, isDry: Bool) throws {
    if isDry { return }
    store?.removeDraft(client: verb.client, instrument: verb.instrument)
    stays(.assess)
    try out.write(
      tongue == .nl ? "weggegooid: niets is bewaard\n" : "thrown away: nothing was kept\n")
  }

  /// Says that a draft is kept, and how it goes on.
  func tellKept(_ answers: Int) throws {
    stays(.assess)
    let count = Counted.answer.text(answers, tongue)
    try out.write(
      tongue == .nl
        ? "kladversie bewaard: \(count); dezelfde zin gaat verder\n"
        : "draft kept: \(count); the same sentence goes on\n")
  }

  /// The day on which the answers count. A draft of an earlier day may be of the conversation then,
  /// or of the one that goes on now: that is asked, and a script says it by `on`.
  func counted(
    _ draft: AnswerSheet?, _ ask: (String) throws -> InterviewLine
  ) throws -> CountedDay {
    guard let draft, let began = Day(iso: draft.day), began != today else { return .on(today) }
    if isAnsweredFromFile { throw OtherDraft(day: draft.day, today: today) }
    try out.write(
      tongue == .nl
        ? "deze kladversie is van \(began); op welke dag gelden de antwoorden?\n"
          + "       Enter: \(began) · vandaag: \(today) · of een andere datum · !: gooi ze weg\n"
        : "this draft is of \(began); on which day do the answers count?\n"
          + "       Enter: \(began) · today: \(today) · or another date · !: throw it away\n")
    while true {
      try out.flush()
      guard case .line(let typed) = try ask("  > ") else { return .left }
      let word = typed.trimmingCharacters(in: .whitespaces)
      if word == "!" { return .thrownAway }
      if word.isEmpty { return .on(began) }
      if Keyword(word: word) == .today { return .on(today) }
      if let day = Day(iso: word), day <= today { return .on(day) }
      try out.write(
        tongue == .nl
          ? "       geef een datum als 2012-06-30, niet na \(today)\n"
          : "       give a date such as 2012-06-30, not after \(today)\n")
    }
  }
}
