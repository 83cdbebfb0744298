import Foundation
import Testing

/// The published tables as `report trial` shows them, the same in every form.
@Suite struct ReportTests {
  /// Table, row, column and count; every number of the report stands here.
  static let published: [String] = {
    var lines: [String] = []
    func list(_ table: String, _ rows: String) {
      for pair in rows.split(separator: " ") {
        let parts = pair.split(separator: "=")
        lines.append("\(table),\(parts[0]),,\(parts[1])")
      }
    }
    list("registered", "m=38 f=25 total=63")
    list("followed-up", "no=24 yes=39 total=63")
    list("not-followed-up", "not-ready=1 other-cooperation=23")
    list("benefits", "unemployment=28 integration-income=12 sickness=1")
    list("employed", "employed=20 art60=11 other=1")
    let streams = [
      "mandatory-registration", "ready-regular-or-social", "mmpp-taz", "art60-ending",
      "art60-ended", "jobseeker-not-suspended", "jobseeker-suspended",
    ]
    let places = [
      ("Kortrijk-Waregem", [3, 4, 1, 4, 4, 4, 0]), ("Leuven", [0, 0, 0, 0, 0, 1, 0]),
      ("Mortsel", [3, 7, 1, 2, 6, 2, 0]), ("Tielt", [0, 0, 0, 0, 0, 2, 0]),
      ("total", [6, 11, 2, 6, 10, 9, 0]),
    ]
    for (place, counts) in places {
      for (stream, count) in zip(streams, counts) {
        lines.append("table-4.1,\(place),\(stream),\(count)")
      }
    }
    list(
      "table-4.2",
      """
      vdab-mediation=9 vdab-tenders=9 vdab-wep-plus=3 vdab-vocational-training=2 \
      vdab-application-training=1 vdab-pwa=1 vdab-work-studio=1 ocmw-activation-guidance=7 \
      ocmw-administrative=4 ocmw-pre-trajectory=3 ocmw-financial=2 ocmw-art60=1
      """)
    list("transfers", "definitive=7 temporary=29 unknown=3")
    list("directions", "ocmw-to-vdab=30 vdab-to-ocmw=9 total=39")
    list(
      "from-ocmw",
      """
      all=30 unemployment=10 integration-income=9 sickness=1 employed=10 employed-art60=4 \
      employed-nec=3 employed-bnec=3 ready-regular=20 ready-social-only=4 ready-neither=6 \
      ready-neither-art60=6 needs-training=17 training-application=9 training-vocational=11 \
      training-personal=6 training-language=1 training-other=1
      """)
    list("from-vdab", "all=9 unemployment=6 integration-income=2 none=1")
    list(
      "referred",
      "all=39 other-offers-better=28 no-tools=12 no-working-dutch=12 job-goal=24 training=9 experience=19"
    )
    return lines
  }()

  /// All numbers that stand by themselves in a text, in order.
  private static func numbers(_ text: String) -> [Int] {
    text.matches(of: /(?:^|[\s>|])(\d+)(?=[\s<|]|$)/).compactMap { Int($0.1) }
  }

  @Test func everyPublishedNumberStandsInEveryForm() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let csv = try program.csv("report trial")
    #expect(csv.map { $0.replacing(/^([^,]+),,/, with: { "\($0.1)," }) } == Self.published)

    // The order of a page's table may be turned, so numbers are compared table by table, sorted.
    var counts: [[Int]] = []
    for line in Self.published {
      let parts = line.split(separator: ",", omittingEmptySubsequences: false)
      let count = try #require(Int(parts[3]))
      let isNew =
        Self.tables.last != nil && counts.count < Self.tables.count
        && (counts.isEmpty || Self.tables[counts.count - 1] != String(parts[0]))
      if isNew { counts.append([]) }
      counts[counts.count - 1].append(count)
    }
    let expected = counts.map { $0.sorted() }
    #expect(counts.count == Self.tables.count)

    let titles = try program.run(["--mode", "markdown", "-c", "report trial"]).out
      .matches(of: /(?m)^## (.+)$/).map { String($0.1) }.dropFirst()
    #expect(titles.count == Self.tables.count)
    for mode in ["table", "markdown"] {
      let text = try program.run(["--mode", mode, "-c", "report trial"]).out
      let sections = Self.sections(text, titles: Array(titles))
      #expect(
        sections.map { section in
          // Two labels have a number of their own.
          Self.numbers(section.replacing("art. 60", with: "").replacing("12 months", with: ""))
            .sorted()
        } == expected, "\(mode)")
    }

    let script = """
      report trial | export html "trial.html" for "test"
      report trial | export xlsx "trial.xlsx" for "test"
      report trial | export json "trial.json" for "test"
      """
    #expect(try program.run(["-c", script]).code == 0)
    let html = try String(contentsOfFile: program.folder + "/trial.html", encoding: .utf8)
    let pages = html.components(separatedBy: "<tbody>").dropFirst().map { part in
      (part.components(separatedBy: "</tbody>").first ?? "")
        .matches(of: /<td[^>]*>(\d+)<\/td>/).compactMap { Int($0.1) }.sorted()
    }
    #expect(pages == expected)

    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: program.folder + "/trial.json")))
    let rows = try #require(json as? [[String: Any]])
    #expect(
      rows.map { row in
        let words = ["table", "row", "column"].map { row[$0] as? String ?? "" }
        return (words + ["\(row["count"] as? Int ?? -1)"]).joined(separator: ",")
      } == Self.published)

    let sheets = try Self.sheets("\(program.folder)/trial.xlsx", count: Self.tables.count)
    #expect(sheets.map { $0.sorted() } == expected)
  }

  private static let tables = [
    "registered", "followed-up", "not-followed-up", "benefits", "employed", "table-4.1",
    "table-4.2", "transfers", "directions", "from-ocmw", "from-vdab", "referred",
  ]

  /// The tables of a text, each under its heading.
  private static func sections(_ text: String, titles: [String]) -> [String] {
    var sections: [String] = []
    var rest = text[...]
    for title in titles {
      guard let place = rest.firstRange(of: title) else { return sections }
      if !sections.isEmpty || title != titles[0] {
        sections.append(String(rest[..<place.lowerBound]))
      }
      rest = rest[place.upperBound...]
    }
    return sections + [String(rest)]
  }

  /// The numbers of each sheet of a workbook.
  private static func sheets(_ path: String, count: Int) throws -> [[Int]] {
    try (1...count).map { sheet in
      let process = Process()
      let out = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["unzip", "-p", path, "xl/worksheets/sheet\(sheet).xml"]
      process.standardOutput = out
      try process.run()
      let xml = String(
        decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return xml.matches(of: /<v>(\d+)<\/v>/).compactMap { Int($0.1) }
    }
  }

  @Test func nothingSmallStandsInWhatIsPublished() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for report in ["trial", "transfers", "dashboard commune \"Mortsel\" quarter 2012Q4"] {
      let rows = try program.csv("report \(report) | publish")
      #expect(rows.contains { $0.hasSuffix(",<5") } || rows.contains { $0.contains("<5") })
      for row in rows {
        let count = row.split(separator: ",", omittingEmptySubsequences: false).last ?? ""
        if let number = Int(count) { #expect(number == 0 || number >= 5, "\(row)") }
      }
      let page = try program.run(["-c", "report \(report) | publish"]).out
      #expect(page.contains("Counts under 5 stand as <5"))
    }
    // A single small count beside a known total would be found out: another goes with it.
    let transfers = try program.csv("report transfers | publish | where table = \"transfers\"")
    #expect(
      transfers == [
        "transfers,,definitive,,hidden", "transfers,,temporary,,29", "transfers,,unknown,,<5",
      ])
  }

  @Test func transfersAreCountedByPeriodAndCodedReason() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    func directions(_ period: String) throws -> [Int] {
      try program.csv(
        "report transfers period \(period) where table = \"directions\" and row = \"total\" | show count"
      ).compactMap { Int($0) }
    }
    let quarters = try ["2012Q1", "2012Q2", "2012Q3", "2012Q4"].flatMap(directions)
    #expect(quarters.reduce(0, +) == 39)
    #expect(try directions("2012") == [39])
    #expect(try directions("2012-01-01 to 2012-09-30") == [quarters.prefix(3).reduce(0, +)])
    #expect(try directions("2011") == [0])
    let rows = try program.csv("report transfers where table = \"coded\" | show row, count")
    #expect(rows == ["coded,39", "not-coded,0"])
    // Open words never stand in it.
    let columns = try program.csv("report transfers | distinct table").sorted()
    #expect(columns.contains("reason-client") && !columns.contains("reason-other"))
  }

  @Test func placesOfTargetsComeFromTheSiteAndUnknownIsNoZero() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let rows = try program.csv("report targets where table = \"targets\" | show row, column, count")
    #expect(
      rows.prefix(3) == [
        "2010-2011/all,planned,230", "2010-2011/all,requested,140", "2010-2011/all,realised,",
      ])
    #expect(rows.contains("2010-2011/ocmw,requested,70"))
    #expect(rows.contains("2010-2011/ocmw,planned,"))
    let folder = "\(program.folder)/config/drempel/rules"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let rules = """
      name: here
      version: "1"
      targets:
        - { status: ocmw, year: 2012, province: west-flanders, planned: 4, action: tender.taz }

      """
    try rules.write(toFile: "\(folder)/targets.yaml", atomically: true, encoding: .utf8)
    let own = "report targets where table = \"targets\" | show row, column, count"
    #expect(
      try program.csv(own) == [
        "2012/ocmw/west-flanders,planned,4", "2012/ocmw/west-flanders,requested,",
        "2012/ocmw/west-flanders,realised,",
      ])
    // An action with a day on which it began is a place that was realised.
    let file = "\(program.folder)/more.csv"
    try """
    client,filled-on,commune,vdab.actions
    T900,2012-11-01,Kortrijk,"tender.taz,2012-10-04"
    T901,2012-11-01,Leuven,"tender.taz,2012-10-04"

    """.write(toFile: file, atomically: true, encoding: .utf8)
    let taken = try program.run(["import", file, "--as", "intake"])
    #expect(taken.code == 0, "\(taken.err)")
    #expect(try program.csv(own).last == "2012/ocmw/west-flanders,realised,1")
    // It stays one, and stays there, when its client moved and another benefit came.
    try """
    client,filled-on,commune,benefit,employed,vdab.actions
    T900,2012-12-01,Leuven,none,yes,"tender.taz,2012-10-04"

    """.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", file, "--as", "intake"]).code == 0)
    #expect(try program.csv(own).last == "2012/ocmw/west-flanders,realised,1")
    try rules.replacing("west-flanders", with: "west").write(
      toFile: "\(folder)/targets.yaml", atomically: true, encoding: .utf8)
    let wrong = try program.run(["-c", "report targets"])
    #expect(wrong.code == 1)
    #expect(wrong.err.contains("targets.yaml"), "\(wrong.err)")
    #expect(wrong.err.contains("expected one of antwerp"), "\(wrong.err)")
  }
}
