import Cohort
import InstrumentKit
import Language
import Profile
import Seal
import Testing

@testable import Session

@Suite struct DeIdentifierTests {
  /// What becomes of rows that a sentence ends in, or that its last stage counts.
  private func made(_ sentence: String, _ frame: Frame) throws -> DeIdentifier.Made {
    let (program, _, diagnostics) = Checker.check(
      SourceText(sentence), against: Schema(instruments: [], searched: []))
    guard case .query(let query)? = program?.sentences.last?.sentence else {
      Issue.record("\(diagnostics)")
      throw CancellationError()
    }
    let master = MasterKey.random()
    let pseudonyms = try Pseudonyms(master, wrappedKey: master.newWrappedKey())
    let deIdentifier = DeIdentifier(pseudonyms)
    var frame = frame
    for stage in query.stages {
      if case .count(let keys) = stage { frame = deIdentifier.counted(frame, by: keys).frame }
      if case .first(let count) = stage { frame = frame.first(count) }
      deIdentifier.pass(stage)
    }
    return deIdentifier.finished(frame)
  }

  private func texts(_ name: String, _ words: [String?]) -> Column {
    var pool = WordPool()
    let cells = words.map { $0.map { pool.place(of: $0) } ?? Cell.unknown.raw }
    return Column(name, .text, cells, pool: pool.pool)
  }

  private func words(_ column: Column?) -> [String?] {
    guard let column else { return [] }
    return column.cells.map { raw in
      guard Cell(raw: raw).isKnown else { return nil }
      return column.pool?[Int(raw)] ?? column.type.list?.codes[Int(raw)].en ?? "\(raw)"
    }
  }

  @Test func agesAreBandsAndCommunesAreRegions() throws {
    let frame = Frame(
      columns: [
        texts("client", ["A", "B", "C", "D", "E", "F"]),
        Column("age", .count, [14, 15, 19, 84, 101, Cell.unknown.raw]),
        texts("commune", ["GENT", "Kortrijk", "Brussel", "Parijs", nil, "Tielt"]),
      ], rowCount: 6)
    let made = try made("clients | show client, age, commune", frame)
    #expect(made.dropped.isEmpty)
    let pairs = zip(words(made.frame.column("age-band")), words(made.frame.column("region")))
    let found = Set(pairs.map { "\($0 ?? "-") \($1 ?? "-")" })
    let expected: Set = [
      "under-15 east-flanders", "15-to-19 west-flanders", "15-to-19 brussels", "80-to-84 -",
      "from-85 -", "- west-flanders",
    ]
    #expect(found == expected)
  }

  @Test func everyCommuneOfTheTrialHasARegion() {
    for commune in ["Kortrijk", "Leuven", "Mortsel", "Tielt", "Waregem"] {
      #expect(Region.place(of: commune) != nil, "\(commune)")
    }
    #expect(Region.place(of: "Sint-Niklaas") == Region.place(of: "gent"))
    // Of then and now, in both languages, and on the other side of the border between languages.
    for commune in ["Ronse", "Renaix", "Meulebeke", "Nazareth-De Pinte", "Luik", "Namur", "Elsene"]
    {
      #expect(Region.place(of: commune) != nil, "\(commune)")
    }
  }

  @Test func daysOfOnePersonMoveTogether() throws {
    let days: [Int32] = [15_000, 15_010, 15_000, 15_100]
    let frame = Frame(
      columns: [
        texts("client", ["A", "A", "B", "B"]), Column("on", .day, days),
        texts("source", ["intake", "mpsa", "intake", "mpsa"]),
      ], rowCount: 4)
    let made = try made("observations | show client, on, source", frame)
    let on = try #require(made.frame.column("on"))
    let clients = try #require(made.frame.column("client"))
    var spans: [Int32: [Int32]] = [:]
    for row in 0..<4 { spans[clients.cells[row], default: []].append(on.cells[row]) }
    #expect(Set(spans.values.map { ($0.max() ?? 0) - ($0.min() ?? 0) }) == [10, 100])
    #expect(Set(on.cells).isDisjoint(with: days) || on.cells.sorted() != days.sorted())
    #expect(words(made.frame.column("source")).count == 4)
  }

  @Test func withoutTheClientNoDayCanMoveSoNoneGoesOut() throws {
    let frame = Frame(
      columns: [Column("filled-on", .day, [15_000]), Column("mobility", .level, [2])], rowCount: 1)
    let made = try made("clients | show filled-on, mobility", frame)
    #expect(made.dropped == ["filled-on"])
    #expect(made.frame.columns.map(\.name) == ["mobility"])
  }

  @Test func theSmallestGroupCountsPeopleAndNotRows() throws {
    let sex = Column("sex", try sexType(), [0, 0, 0, 1, 1])
    let frame = Frame(
      columns: [texts("client", ["A", "A", "B", "C", "C"]), sex], rowCount: 5)
    let made = try made("observations | show client, sex", frame)
    #expect(made.smallestGroup == 1 && made.by == ["sex"])
    #expect(made.words.en == "smallest group by sex: 1")
    let without = try self.made(
      "clients | show client", Frame(columns: [texts("client", ["A", "B"])], rowCount: 2))
    #expect(without.smallestGroup == 2 && without.by.isEmpty)
  }

  private func sexType() throws -> FieldType {
    try #require(FieldCatalog.standard.field("sex")).type
  }

  @Test func groupsAreOfWhatGoesOut() throws {
    let frame = Frame(
      columns: [
        texts("commune", ["Leuven", "Tielt", "Kortrijk", "Tielt"]),
        texts("vdab-category", ["05", "00", "90", "91"]),
      ], rowCount: 4)
    let made = try made("clients | count by commune, vdab-category", frame)
    #expect(made.dropped == ["vdab-category"])
    #expect(words(made.frame.column("region")) == ["flemish-brabant", "west-flanders"])
    #expect(made.frame.column("count")?.cells == [1, 3])
    #expect(made.smallestGroup == 1 && made.by == ["region"])
  }

  @Test func theSmallestGroupIsLookedForAmongHiddenRowsToo() throws {
    let frame = Frame(
      columns: [
        texts("client", ["A", "A", "A", "B", "C"]), Column("sex", try sexType(), [0, 0, 0, 1, 1]),
      ], rowCount: 5)
    // Three rows of one person are one person.
    let made = try made("observations | count by sex | first 1", frame)
    #expect(made.frame.column("count")?.cells == [3])
    #expect(made.smallestGroup == 1 && made.by == ["sex"])
  }

  @Test func theOrderOfRowsIsThatOfTheOtherNames() throws {
    let codes = (0..<50).map { "T\(100 + $0)" }
    let made = try made(
      "clients | show client", Frame(columns: [texts("client", codes)], rowCount: 50))
    let names = words(made.frame.column("client")).compactMap { $0 }
    #expect(names == names.sorted() && Set(names).count == 50)
  }
}
