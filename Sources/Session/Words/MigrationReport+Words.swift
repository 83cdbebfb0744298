import Exchange
import Foundation
import InstrumentKit
import Profile
import Store

extension RehearsedStore {
  /// Of each kind the first twenty; a program reads all.
  package func document(_ tongue: Tongue) -> Document {
    guard let report else {
      return Document([
        .paragraph(
          Label(
            nl: "de opslag is al van versie \(version); van vroeger is er niets om mee te "
              + "vergelijken",
            en: "the store is of version \(version) already; of before there is nothing to "
              + "compare with"
          ).text(tongue))
      ])
    }
    var blocks: [Document.Block] = [.heading(heading(report).text(tongue))]
    blocks.append(.paragraph(sum(report).text(tongue)))
    for kind in MigrationReport.Kind.allCases {
      let changes = report.changes.filter { $0.kind == kind }
      if !changes.isEmpty { blocks += RehearsedStore.blocks(kind, changes.map(shown), tongue) }
    }
    if report.unspecified > 0 {
      blocks.append(.paragraph(RehearsedStore.unspecified(report.unspecified).text(tongue)))
    }
    return Document(blocks)
  }

  /// A change without values that this role may not read.
  private func shown(_ change: MigrationReport.Change) -> MigrationReport.Change {
    let threshold = change.name.split(separator: ".").first.map(String.init) ?? ""
    let isHidden =
      hidden.contains(change.name) || change.kind == .specification && hidden.contains(threshold)
    return isHidden ? change.withoutValues : change
  }

  private func heading(_ report: MigrationReport) -> Label {
    version < Store.schemaVersion
      ? Label(
        nl: "Van versie \(report.from) naar versie \(Store.schemaVersion)",
        en: "From version \(report.from) to version \(Store.schemaVersion)")
      : Label(
        nl: "Sinds de opslag van versie \(report.from) was",
        en: "Since the store was of version \(report.from)")
  }

  private func sum(_ report: MigrationReport) -> Label {
    let count = report.clients.count
    if count == 0 {
      return Label(nl: "er leest niets anders", en: "nothing reads differently")
    }
    return Label(
      nl: "van \(count) van de \(Counted.client.text(report.clientCount, .nl)) leest iets anders; "
        + "niets is gewijzigd",
      en: "of \(count) of \(Counted.client.text(report.clientCount, .en)) something reads "
        + "differently; nothing was changed")
  }

  static let told = EntryChange.toldClients

  private static func blocks(
    _ kind: MigrationReport.Kind, _ changes: [MigrationReport.Change], _ tongue: Tongue
  ) -> [Document.Block] {
    var codes: [String] = []
    for change in changes where codes.last != change.client { codes.append(change.client) }
    let shown = Set(codes.prefix(told))
    let isDutch = tongue == .nl
    var blocks: [Document.Block] = [
      .heading("\(kind.words.text(tongue)): \(Counted.client.text(codes.count, tongue))"),
      .table(
        .init(
          columns: isDutch
            ? ["cliënt", "wat", "was", "wordt", "door", "waarom"]
            : ["client", "what", "was", "becomes", "by", "why"],
          rows: changes.filter { shown.contains($0.client) }.map { change in
            [
              change.client, change.name, change.before ?? "", change.after ?? "",
              change.on.map { "\($0)" } ?? "", change.reason.words.text(tongue),
            ]
          })),
    ]
    if kind == .identity { blocks.append(.paragraph(identities.text(tongue))) }
    if codes.count > told {
      let more = codes.count - told
      blocks.append(
        .paragraph(
          isDutch ? "en nog \(more): --mode json" : "and \(more) more: --mode json"))
    }
    return blocks
  }

  private static let identities = Label(
    nl: "bij welke registratie een identiteit hoorde, werd vroeger niet bijgehouden: zij telt als "
      + "van de eerste; wat zo wegvalt, wordt bij een volgend gesprek voorgesteld",
    en: "to which registration an identity belonged was not kept before: it counts as of the "
      + "first; what falls so is offered at the next interview")

  private static func unspecified(_ count: Int) -> Label {
    Label(
      nl: "van \(Counted.client.text(count, .nl)) zei niemand waaruit een drempel bestaat: dat "
        + "las als nee en leest nu als onbekend",
      en: "of \(Counted.client.text(count, .en)) nobody said what a barrier consists of: that "
        + "read as no and reads as unknown now")
  }
}

extension MigrationReport.Kind {
  fileprivate var words: Label {
    switch self {
    case .answer: Label(nl: "Antwoorden", en: "Answers")
    case .level: Label(nl: "Niveaus", en: "Levels")
    case .specification: Label(nl: "Waaruit drempels bestaan", en: "What barriers consist of")
    case .identity: Label(nl: "Identiteit", en: "Identity")
    case .referrals: Label(nl: "Doorverwijzingen", en: "Referrals")
    case .actions: Label(nl: "Acties", en: "Actions")
    case .measurements: Label(nl: "Metingen", en: "Measurements")
    }
  }
}

extension MigrationReport.Reason {
  fileprivate var words: Label {
    switch self {
    case .leading(let name):
      Label(
        nl: "door het antwoord op \(name) is het niet van toepassing",
        en: "by the answer to \(name) it does not apply")
    case .group(let head):
      Label(
        nl: "\(head) werd opnieuw gezegd, als iets anders",
        en: "\(head) was said anew, as another")
    case .notApplicable:
      Label(nl: "iemand zei: niet van toepassing", en: "somebody said: not applicable")
    case .newestReferral:
      Label(
        nl: "het hoort bij een andere doorverwijzing dan de laatste",
        en: "it belongs to another referral than the newest")
    case .leftOpen:
      Label(
        nl: "alleen het eigen formulier liet het weg; niets zegt dat het niet geldt",
        en: "only its own form left it out; nothing says that it does not apply")
    case .silence:
      Label(nl: "wie later kwam, zei er niets van", en: "later entries say nothing of it")
    case .noBarrier:
      Label(nl: "er is geen drempel", en: "there is no barrier")
    case .laterBarrier:
      Label(
        nl: "de drempel kwam na geen drempel, en niemand zei waaruit hij bestaat",
        en: "the barrier came after none, and nobody said what it consists of")
    case .toldAgain:
      Label(nl: "hetzelfde werd meermaals verteld", en: "the same was told several times")
    case .rounds:
      Label(nl: "een meting is een volledige ronde", en: "a measurement is a whole round")
    case .sameDay:
      Label(
        nl: "van één dag geldt wat laatst ingevoerd werd",
        en: "of one day what was entered last holds")
    }
  }

  /// For programs.
  fileprivate var code: String {
    switch self {
    case .leading: "leading-answer"
    case .group: "said-anew"
    case .notApplicable: "not-applicable"
    case .newestReferral: "newest-referral"
    case .leftOpen: "left-open"
    case .silence: "silence"
    case .noBarrier: "no-barrier"
    case .laterBarrier: "later-barrier"
    case .toldAgain: "told-again"
    case .rounds: "whole-rounds"
    case .sameDay: "same-day"
    }
  }

  /// The question that says so.
  fileprivate var question: String? {
    switch self {
    case .leading(let name), .group(let name): name
    default: nil
    }
  }
}

extension RehearsedStore {
  private struct File: Encodable {
    let from: Int?
    let to: Int
    let clients: Int
    let different: Int
    let unspecified: Int
    let changes: [Line]
  }

  private struct Line: Encodable {
    let client: String
    let kind: String
    let name: String
    let before: String?
    let after: String?
    let reason: String
    let question: String?
    let on: String?
  }

  /// All of it, for programs.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let changes = (report?.changes ?? []).map(shown)
    let file = File(
      from: report?.from, to: Store.schemaVersion, clients: report?.clientCount ?? 0,
      different: report?.clients.count ?? 0, unspecified: report?.unspecified ?? 0,
      changes: changes.map {
        Line(
          client: $0.client, kind: $0.kind.rawValue, name: $0.name, before: $0.before,
          after: $0.after, reason: $0.reason.code, question: $0.reason.question,
          on: $0.on.map { "\($0)" })
      })
    return String(decoding: try encoder.encode(file), as: UTF8.self) + "\n"
  }
}
