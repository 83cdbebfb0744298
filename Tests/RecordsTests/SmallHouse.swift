import InstrumentKit
import Records
import TestSupport

/// Two made-up instruments that share facts, with every kind of condition; `oracle.py` knows the same
/// two in words of its own.
enum SmallHouse {
  static let codes = Option.list("a b c")
  static let fields = [
    "lead", "kind", "since", "deep", "street", "number", "box", "list", "listed", "count",
  ]

  private static func item(
    _ name: String, _ type: AnswerType, when condition: Condition? = nil
  ) -> Item {
    Item(name, Label(nl: name, en: name), type, when: condition, link: .field(name))
  }

  static let first = Form([
    Section(
      "one", Label(nl: "een", en: "one"),
      [
        item("lead", .flag),
        item("kind", .one(codes), when: .yes("lead")),
        item("since", .day, when: .has("kind", "b")),
        item("deep", .count, when: .all([.answered("since"), .lacks("kind", "c")])),
        item("street", .text), item("number", .count), item("box", .count),
        item(
          "list",
          .many([
            Option("a", Label(nl: "a", en: "a")),
            Option("b", Label(nl: "b", en: "b"), when: .yes("lead")),
            Option("c", Label(nl: "c", en: "c"), when: .no("lead")),
          ])),
        item("listed", .flag, when: .has("list", "b")),
      ])
  ])

  static let second = Form([
    Section(
      "two", Label(nl: "twee", en: "two"),
      [
        item("lead", .flag), item("kind", .one(codes)), item("count", .count),
        item("deep", .count, when: .number("count", 2...4)),
        item("listed", .flag, when: .any([.yes("lead"), .unanswered("count")])),
      ])
  ])

  static func book() throws -> FactBook {
    FactBook(
      try [("first", first), ("second", second)].map {
        FactBook.Source(instrument: $0.0, form: $0.1, plan: try FormPlan($0.1))
      },
      groups: [
        FactGroup("street", ["number", "box"]), FactGroup("number", ["box"]),
      ])
  }

  /// What a form can be asked.
  static func facts(of form: Int) -> [String] {
    form == 0
      ? ["lead", "kind", "since", "deep", "street", "number", "box", "list", "listed"]
      : ["lead", "kind", "count", "deep", "listed"]
  }

  static func answer(_ name: String, _ random: inout SplitMix64) -> Answer {
    switch random.next() % 12 {
    case 0: return .absent(.cannotTell)
    case 1: return .absent(.declined)
    case 2: return .absent(.notApplicable)
    case 3: return .noLongerKnown
    case 4: return .absent(.notAsked)
    default: break
    }
    switch name {
    case "lead", "listed": return .one(Int32(random.next() % 2))
    case "kind": return .one(Int32(random.next() % 3))
    case "list": return .many(Int32(1 + random.next() % 7))
    case "street": return .words(["Kerkstraat", "kerkstraat", "Markt"][Int(random.next() % 3)])
    default: return .one(Int32(random.next() % 6))
    }
  }

  static func statement(_ book: FactBook, _ random: inout SplitMix64) -> Statement {
    let form = Int(random.next() % 2)
    var statement = Statement(form: form)
    for name in facts(of: form) where random.next() % 3 == 0 {
      if let fact = book.place(of: name) { statement.answers[fact] = answer(name, &random) }
    }
    for threshold in [Threshold.justice, .mobility] where random.next() % 3 == 0 {
      switch random.next() % 6 {
      case 0: statement.absences[threshold] = .cannotTell
      case 1: statement.absences[threshold] = .notApplicable
      case let step: statement.levels[threshold] = Level(rawValue: UInt8(step % 3 + 1))
      }
    }
    for threshold in [Threshold.justice, .mobility] where random.next() % 4 == 0 {
      statement.specified.bits |= ThresholdSet(threshold).bits
      for word in threshold.specifications where random.next() % 2 == 0 {
        statement.specifications.insert(word)
      }
    }
    return statement
  }

  /// A record of a few entries of three clients by two organisations, corrected, struck, restored,
  /// moved and merged; `each` sees the record after every link.
  static func history(
    _ book: FactBook, _ random: inout SplitMix64, each: (Record, Int) throws -> Void = { _, _ in }
  ) throws -> Record {
    var record = Record()
    let count = 2 + Int(random.next() % 8)
    for link in 1...count {
      let organisation = ["ocmw", "vdab"][Int(random.next() % 2)]
      let act = Record.Act(link: link, by: "an", organisation: organisation, because: "slip")
      let number = 1 + Int(random.next() % UInt64(link))
      let client = "P\(1 + random.next() % 3)"
      let day = Day(number: Int32(15_400 + random.next() % 5))
      do {
        switch random.next() % 10 {
        case 0: try record.strike(number, act)
        case 1: try record.restore(number, act)
        case 2: try record.move(number, to: client, act)
        case 3:
          let other = statement(book, &random)
          try record.correct(number, act, on: day) { $0 = other }
        default:
          record.add(
            Entry(
              number: link, kind: .registration, organisation: organisation,
              first: Entry.Version(
                link: link, by: "an", client: client, on: day,
                statement: statement(book, &random))))
        }
      } catch {
        // Refused: nothing was written, which is what the laws are about as well.
      }
      try each(record, link)
    }
    return record
  }
}
