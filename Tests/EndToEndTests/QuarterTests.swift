import Foundation
import Testing

/// Reports over time: what MPSA measured, and what moved in a commune.
@Suite struct QuarterTests {
  private func take(
    _ text: String, as instrument: String, by name: String = "anna", in program: Program
  ) throws {
    let file = "\(program.folder)/\(UUID().uuidString).csv"
    try (text + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let answer = try program.run(["--operator", name, "import", file, "--as", instrument])
    try #require(answer.code == 0, "\(answer.err)")
  }

  private func store(_ day: String) throws -> Program {
    let program = try Program()
    try #require(
      try program.run(["store", "new", "\(program.folder)/store", "--date", day]).code == 0)
    return program
  }

  @Test func mpsaIsCountedByWhoMeasuredWhereAndWhen() throws {
    let program = try store("2012-12-31")
    defer { program.remove() }
    try take(
      """
      client,filled-on,location,commune
      A1,2012-01-02,Leuven,Leuven
      A2,2012-01-02,Mortsel,Mortsel
      A3,2012-01-02,Mortsel,Mortsel
      """, as: "intake", in: program)
    let head = "client,filled-on,mobility,childcare"
    let others = """
      illness,pregnancy,addiction,psychological,disability,frustration,homelessness,unfit-dwelling,\
      moving,relationships,parenting,hygiene,communication,administration,social-skills,\
      appointments,initiative,flexibility,self-knowledge
      """
    let rest = Array(repeating: "b", count: 19).joined(separator: ",")
    // What anna saw was whole; bert saw a part, and could not tell of another.
    try take(
      "\(head),\(others)\nA1,2012-07-10,d,b,\(rest)\nA2,2012-08-10,c,b,\(rest)", as: "mpsa",
      by: "anna", in: program)
    try take("\(head)\nA2,2012-11-10,b,b\nA3,2012-09-30,d,a", as: "mpsa", by: "bert", in: program)

    func numbers(_ said: String, _ table: String) throws -> [String] {
      try program.csv(
        "report mpsa \(said) | where table = \"\(table)\" | show part, row, column, count")
    }
    // In the third quarter A2 was still at c, as anna saw it.
    let quarter = try numbers("period 2012Q3", "thresholds")
    #expect(quarter.contains(",mobility,none,0"))
    #expect(quarter.contains(",mobility,supported,1"))
    #expect(quarter.contains(",mobility,blocking,2"))
    #expect(quarter.contains(",childcare,none,2"))
    // Not yet judged is no level, and is counted as that.
    #expect(quarter.contains(",childcare,not-assessed,1"))
    let year = try numbers("period 2012", "thresholds")
    #expect(year.contains(",mobility,none,1") && year.contains(",mobility,supported,0"))

    let general = try numbers("period 2012", "general")
    #expect(general.contains(",measurements,,2") && general.contains(",people,,3"))
    let byCentre = try numbers("by centre period 2012Q3", "general")
    #expect(byCentre.contains("Leuven,people,,1") && byCentre.contains("Mortsel,people,,2"))
    let byCounsellor = try numbers("by counsellor period 2012Q3", "general")
    #expect(byCounsellor.contains("anna,people,,2") && byCounsellor.contains("bert,people,,1"))
    // In the fourth quarter bert measured A2, who is his from then on.
    #expect(try numbers("by counsellor period 2012Q4", "general").contains("bert,people,,1"))
    #expect(
      try numbers("period 2012Q3", "months") == [
        ",2012-07,,1", ",2012-08,,1", ",2012-09,,0",
      ])
    let activation = try numbers("period 2012", "activation")
    #expect(activation.last == ",total,,3")
    let open = try program.csv(
      "clients | score mpsa accepted | summarise sum(mpsa.open-items) as open"
    )
    let told = general.first { $0.hasPrefix(",open-items") }
    #expect(told == ",open-items,,\(open.first?.split(separator: ",").first ?? "")")
    let page = try program.run(["--lang", "nl", "-c", "rapport mpsa per centrum periode 2012Q2"])
    #expect(page.out.contains("In deze periode werd niemand met MPSA gemeten."))
  }

  private static let movements = [
    """
    client,filled-on,commune,benefit,employed,mobility,vdab.actions
    B1,2012-03-01,Kortrijk,living-wage,no,3,
    B2,2012-03-01,Kortrijk,living-wage,no,2,
    B3,2012-03-01,Harelbeke,equivalent-living-wage,no,2,
    B4,2012-03-01,Gent,living-wage,no,3,
    B5,2012-03-01,Nergenshuizen,living-wage,no,3,
    """,
    """
    client,filled-on,commune,benefit,employed,mobility,vdab.actions
    B1,2012-08-01,Kortrijk,none,yes,1,tender.taz
    B3,2012-08-01,Harelbeke,equivalent-living-wage,no,3,
    B4,2012-08-01,Gent,unemployment,no,3,
    """,
  ]

  @Test func aQuarterOfACommuneStandsBesideItsSurroundings() throws {
    let program = try store("2012-12-31")
    defer { program.remove() }
    for text in Self.movements { try take(text, as: "intake", in: program) }
    func row(_ table: String, _ row: String, _ quarter: String = "2012Q3") throws -> [String] {
      try program.csv(
        """
        report dashboard commune "Kortrijk" quarter \(quarter)
          | where table = "\(table)" and row = "\(row)" | show count
        """)
    }
    // Commune, neighbours, centre cities, province, commune unknown, all.
    #expect(try row("outflow", "at-begin") == ["2", "1", "3", "3", "1", "5"])
    #expect(try row("outflow", "left") == ["1", "0", "2", "1", "0", "2"])
    #expect(try row("outflow", "stayed") == ["0", "1", "0", "1", "0", "1"])
    #expect(try row("outflow", "not-seen") == ["1", "0", "1", "1", "1", "2"])
    #expect(try row("outflow", "left-for-work") == ["1", "0", "1", "1", "0", "1"])
    #expect(try row("results", "better") == ["1", "0", "1", "1", "0", "1"])
    #expect(try row("results", "worse") == ["0", "1", "0", "1", "0", "1"])
    #expect(try row("efforts", "tender") == ["1", "0", "1", "1", "0", "1"])
    #expect(try row("efforts", "tender", "2012Q2") == ["0", "0", "0", "0", "0", "0"])
    // Twelve months are not over: that is unknown, and no zero.
    #expect(
      try row("outflow", "left-12-months") == [String](repeating: #""""#, count: 6))
    let later = try program.run([
      "--date", "2013-12-31", "--mode", "csv", "-c",
      """
      report dashboard commune "Kortrijk" quarter 2012Q3
        | where row = "left-12-months" | show count
      """,
    ])
    #expect(
      later.out.split(whereSeparator: \.isNewline).dropFirst() == ["1", "0", "2", "1", "0", "2"])
    // Of a commune that is in no list the surroundings are unknown.
    #expect(
      try program.csv(
        """
        report dashboard commune "Nergenshuizen" quarter 2012Q3
          | where row = "at-begin" | show column, count
        """) == [
          "commune,1", "neighbours,", "centre-cities,3", "region,", "unplaced,1", "all,5",
        ])
    let early = try program.run([
      "-c", "report dashboard commune \"Kortrijk\" quarter 2013Q1 | where table = \"results\"",
      "--mode", "csv",
    ])
    let rows = early.out.split(whereSeparator: \.isNewline)
    #expect(rows.count == 25 && rows.dropFirst().allSatisfy { $0.hasSuffix(",") })
  }

  /// What stood at the beginning may be told in the quarter; what nobody tells of it is unknown.
  @Test func whoseIncomeBeganBeforeTheQuarterDidNotEnterInIt() throws {
    let program = try store("2012-12-31")
    defer { program.remove() }
    try take(
      """
      client,filled-on,commune,benefit,living-wage-since
      C1,2012-08-01,Kortrijk,living-wage,2012-05-01
      C2,2012-07-28,Kortrijk,living-wage,
      C3,2012-07-29,Kortrijk,living-wage,
      C4,2012-03-01,Kortrijk,none,
      C4,2012-08-01,Kortrijk,living-wage,2012-07-15
      """, as: "intake", in: program)
    func row(_ row: String) throws -> [String] {
      try program.csv(
        """
        report dashboard commune "Kortrijk" quarter 2012Q3
          | where table = "outflow" and row = "\(row)" and column = "commune" | show count
        """)
    }
    #expect(try row("at-begin") == ["2"])
    #expect(try row("stayed") == ["2"])
    #expect(try row("entered") == ["1"])
    #expect(try row("begin-unknown") == ["1"])
  }
}
