import InstrumentKit
import Profile

extension RowWarning {
  /// What is odd, without a line.
  package var words: Label {
    switch kind {
    case .notApplicable:
      Label(
        nl: "\(item): ingevuld hoewel de vraag niet gold; telt nergens mee",
        en: "\(item): answered though the question did not apply; counted in nothing")
    case .optionNotApplicable:
      Label(
        nl: "\(item): een antwoord dat niet past bij de andere antwoorden",
        en: "\(item): an answer that does not go with the other answers")
    case .lostZero:
      Label(
        nl: "\(item): een nul vooraan was weggevallen en is teruggezet",
        en: "\(item): a zero in front was lost and was put back")
    case .rowTwice:
      Label(
        nl: "dezelfde rij staat twee keer in het bestand",
        en: "the same row stands twice in the file")
    case .numberDisagrees:
      Label(
        nl: "\(item): het rijksregisternummer zegt iets anders",
        en: "\(item): the national register number says otherwise")
    case .noSpecification:
      Label(
        nl: "\(item): niet-mogelijk, zonder te zeggen wat",
        en: "\(item): blocking, without saying what")
    case .reasonNotKept:
      Label(
        nl: "\(item): geen antwoord, en de reden daarvoor kan hier niet bewaard worden",
        en: "\(item): no answer, and the reason for that cannot be kept here")
    case .unknownCommune(let near):
      Label(
        nl: "\(item): staat niet in de lijst van gemeenten\(near.map { "; \($0) bedoeld?" } ?? "")",
        en: "\(item): not in the list of communes\(near.map { "; \($0) meant?" } ?? "")")
    case .unknownCategory(let near):
      Label(
        nl: "\(item): geen bekende categorie van VDAB; bewaard zoals het er staat"
          + (near.map { "; \($0) bedoeld?" } ?? ""),
        en:
          "\(item): no known category of VDAB; kept as it is\(near.map { "; \($0) meant?" } ?? "")")
    case .beginsLater:
      Label(
        nl: "\(item): later dan de dag van de registratie; bewaard zoals het er staat",
        en: "\(item): later than the day of the registration; kept as it is")
    case .leavesLater:
      Label(
        nl: "\(item): later dan de peildag; telt vanaf die dag",
        en: "\(item): later than the reference date; counts from that day")
    case .otherResource:
      Label(
        nl: "\(item): geen antwoord op een vragenlijst; niet overgenomen",
        en: "\(item): no response to a questionnaire; not taken")
    case .corrected(let from, let to):
      from == to
        ? Label(
          nl: "een verbeterd antwoord kwam in de plaats van dat van \(from)",
          en: "an amended response took the place of that of \(from)")
        : Label(
          nl: "een verbeterd antwoord kwam in de plaats van dat van \(from) en staat nu op \(to)",
          en: "an amended response took the place of that of \(from) and stands on \(to) now")
    case .nearCodes(let count):
      Label(
        nl:
          "\(Counted.client.text(count, .nl)) met bijna de code van een ander: alleen hoofdletters, "
          + "streepjes of nullen verschillen",
        en: "\(Counted.client.text(count, .en)) with nearly the code of another: only capitals, "
          + "dashes or zeros differ")
    case .outdated:
      Label(
        nl: "een vroegere vorm van een antwoord dat al verbeterd is; niet overgenomen",
        en: "an earlier form of a response that was amended since; not taken")
    case .before(let deed):
      Label(
        nl: "een registratie die sindsdien \(deed.done.nl) werd; niet overgenomen",
        en: "a registration that was \(deed.done.en) since; not taken")
    case .referralStands:
      Label(
        nl: "opgevolgd nee beëindigt geen doorverwijzing: die van vroeger blijft staan",
        en: "followed-up no ends no referral: the earlier one stands")
    case .strayedSpecification:
      Label(
        nl: "\(item): gespecificeerd hoewel het geen drempel 3 of 4 is",
        en: "\(item): specified though it is not scored 3 or 4")
    }
  }
}
