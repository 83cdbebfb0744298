import Foundation
import Testing

/// Forms about clients: what stands in them, and what goes out only when it is named.
@Suite struct FormTests {
  private func file(_ name: String, _ program: Program) throws -> String {
    try String(contentsOfFile: "\(program.folder)/\(name)", encoding: .utf8)
  }

  private func balanced() throws -> Program {
    let program = try Program().withDemo()
    let told = try program.run(
      ["run", "-"],
      input: """
        assess T014 with spb only agreement, timeline, plan on 2012-06-30
        > find work
        > 6
        > yes
        > 2012-05-01
        > work, 2001-09-01, 2005-06-30, the warehouse
        >
        > client, 2012-09-01, no, a hidden step
        >

        """)
    try #require(told.code == 0, "\(told.err)")
    return program
  }

  @Test func aBalanceGoesOutAsPageAndJSONOfThoseWhoHaveOne() throws {
    let program = try balanced()
    defer { program.remove() }
    let answer = try program.run(["-c", "clients | export spb \"balance\" for \"ESF\""])
    #expect(answer.code == 0, "\(answer.err)")
    #expect(answer.err.contains("wrote balance.html, balance.json (1 form of 1 client)"))
    let page = try file("balance.html", program)
    #expect(page.contains("Ready for ESF: no. Missing: synthesis."))
    #expect(page.contains("Client agrees") && page.contains("2012-09-01"))
    let json = try JSONSerialization.jsonObject(with: Data(file("balance.json", program).utf8))
    let dossier = try #require((json as? [[String: Any]])?.first)
    #expect(dossier["client"] as? String == "T014")
    #expect(dossier["ready-for-esf"] as? Bool == false)
    #expect(dossier["missing"] as? [String] == ["synthesis"])
    #expect(dossier["kept-back"] as? [String] == ["goal", "plan.step", "timeline.what"])
    let tables = try #require(dossier["tables"] as? [String: [[String: String]]])
    #expect(tables["plan"] == [["by": "client", "when": "2012-09-01", "done": "no"]])
    // That a cell was answered is not told as if it were the answer.
    #expect(!page.contains("<td>yes</td>") && page.contains("kept, not in this file"))
    // Neither open words, nor identity, nor health goes out by itself.
    let thresholds = try #require(dossier["thresholds"] as? [[String: String]])
    #expect(!thresholds.isEmpty && !thresholds.contains { $0["threshold"] == "psychological" })
    for text in try [page, file("balance.json", program)] {
      for word in ["warehouse", "hidden step", "find work", "Peeters"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
    // Each of the two files is in the log, with whom it is about and why.
    let log = try program.csv(
      "audit where verb = export-done | show fields, count, purpose, file")
    #expect(log.count == 2)
    #expect(log.allSatisfy { $0.contains(",1,ESF,") })
    #expect(try program.csv("audit where verb = export-intended | count") == ["2"])
    #expect(try program.csv("audit T014 where verb = export-done | count") == ["2"])
  }

  @Test func whatIsNamedGoesOutToo() throws {
    let program = try balanced()
    defer { program.remove() }
    let sentence =
      "clients | show client, last-name | export spb \"b.html\" with notes, health for \"ESF\""
    #expect(try program.run(["-c", sentence]).code == 0)
    let (page, json) = try (file("b.html", program), file("b.json", program))
    for word in ["the warehouse", "a hidden step", "find work", "Peeters"] {
      #expect(page.contains(word) && json.contains(word), "\(word)")
    }
    #expect(json.contains("\"last-name\" : \"Peeters\"") && json.contains("psychological"))
    let fields = try program.csv("audit where verb = export-done | show fields").first ?? ""
    #expect(fields.contains("last-name") && fields.contains("notes") && fields.contains("health"))
    // A file that is there stays as it is, and then neither of the two is written.
    try FileManager.default.removeItem(atPath: program.folder + "/b.json")
    #expect(try program.run(["-c", "clients | export spb \"b\""]).code == 1)
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/b.json"))
    #expect(
      try program.run(["--read-only", "-c", "clients | export spb \"c\" with notes"]).code == 3)
  }

  @Test func aFolderTakesNumberedFilesAndNoCodeIsTheirName() throws {
    let program = try balanced()
    defer { program.remove() }
    try FileManager.default.createDirectory(
      atPath: program.folder + "/out", withIntermediateDirectories: true)
    #expect(try program.run(["-c", "clients | export spb \"out/\""]).code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder + "/out")
    #expect(names.sorted() == ["spb-0001.html", "spb-0001.json"])
    let none = try program.run(
      ["--fail-empty", "-c", "clients where sex = f | first 2 | export spb \"none\""])
    #expect(none.code == 4)
    #expect(none.err.contains("none not written: none of these clients has a balance"))
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/none.html"))
  }

  /// What is in a dossier of a quarter was so at its end, of those who had a balance made in it.
  @Test func aPeriodLimitsTheBalance() throws {
    let program = try balanced()
    defer { program.remove() }
    let later = "assess T014 with spb only agreement on 2012-11-05\n>\n>\n> no\n>\n"
    #expect(try program.run(["run", "-"], input: later).code == 0)
    let second = try program.run(["-c", "clients | export spb \"q2\" period 2012Q2"])
    #expect(second.code == 0, "\(second.err)")
    let json = try file("q2.json", program)
    #expect(json.contains("\"on\" : \"2012-06-30\"") && !json.contains("2012-11-05"), "\(json)")
    #expect(try !file("q2.html", program).contains("2012-11-05"))
    // Nobody in the third quarter, though there was a balance before it and after it.
    let third = try program.run([
      "-c", "clients | export spb \"q2\" overwrite period 2012Q3", "-c", "clients | count",
    ])
    #expect(third.code == 4 && third.out.contains("63"), "\(third.err)")
    #expect(
      third.err.contains("q2 not written: none of these clients has a balance in this period"))
    #expect(third.err.contains("note: q2.html, q2.json are of an earlier time, not of now"))
    #expect(try file("q2.json", program) == json)
    let piped = try program.run(
      [], input: "clients | export spb \"q3\" period 2012Q3\nclients | count\n")
    #expect(piped.code == 4 && piped.out.contains("63"))
    // A folder of an earlier time is not taken for this one's either.
    try FileManager.default.createDirectory(
      atPath: program.folder + "/out", withIntermediateDirectories: true)
    try "old".write(
      toFile: program.folder + "/out/spb-0007.html", atomically: true, encoding: .utf8)
    let folder = try program.run(["-c", "clients | export spb \"out/\" period 2012Q2"])
    #expect(folder.code == 0)
    #expect(folder.err.contains("note: out/spb-0007.html is of an earlier time, not of now"))
  }

  @Test func aReferralFormHasItsReasonsItsBlanksAndAPagePerClient() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let sentence = "clients where client in (T001, T014) | export referral \"r.html\" for \"x\""
    #expect(try program.run(["-c", sentence]).code == 0)
    let page = try file("r.html", program)
    #expect(page.components(separatedBy: "<article>").count == 3)
    #expect(page.contains("ready-regular, ready-training"))
    #expect(page.contains("☐ vocational training") && page.contains("counsellor who receives"))
    #expect(page.contains("<dt>Name</dt><dd>....") && page.contains("free expectations"))
    #expect(page.contains("Moving or eviction (2012-05-04)"))
    #expect(page.contains("thresholds about health do not stand here"))
    #expect(!page.contains("Peeters") && !page.contains("Psych"))
    #expect(try program.csv("audit where verb = identity | count") == ["0"])
    let named = "client T001 | show client, last-name | export referral \"-\" with health"
    let answer = try program.run(["--lang", "nl", "-c", named])
    #expect(answer.code == 0, "\(answer.err)")
    #expect(answer.out.contains("Peeters") && answer.out.contains("<html lang=\"nl\">"))
    #expect(
      answer.out.contains("Psychische belemmering") && answer.out.contains("handtekeningen"))
    #expect(!answer.out.contains("staan hier niet"))
    #expect(try program.csv("audit where verb = identity | count") == ["1"])
  }

  @Test func whatMayBeShownIsShownAndWhatIsWithheldSaysSo() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let shown = try program.run(["-c", "client T014 | document intake"])
    #expect(shown.code == 0, "\(shown.err)")
    for word in ["Peeters", "Piotr", "1981-09-27"] { #expect(shown.out.contains(word), "\(word)") }
    #expect(try program.csv("audit T014 where verb = identity | count") != ["0"])
    let before = try program.csv("audit where verb = identity | count")
    let written = try program.run(["-c", "client T014 | document intake | export html \"d.html\""])
    #expect(written.err.contains("wrote d.html (1 document of 1 client)"), "\(written.err)")
    let page = try file("d.html", program)
    #expect(page.contains("withheld") && !page.contains("Peeters"))
    #expect(try program.csv("audit where verb = identity | count") == before)
    let reading = try program.run(
      ["--read-only", "--lang", "nl", "-c", "client T014 | document intake"])
    #expect(reading.out.contains("afgeschermd") && !reading.out.contains("Peeters"))
  }

  @Test func countsAreOfWhatWasWrittenAndNothingIsTold() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let some = "clients where client in (T001, T002, T014)"
    let none = try program.run(["-c", "\(some) | export referral \"r.json\""])
    #expect(
      none.code == 4 && none.err.contains("r.json not written: this form is a page to read"),
      "\(none)")
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/r.json"))
    for stage in ["", " | document intake", " | explain intake"] {
      let answer = try program.run(["-c", "\(some)\(stage) | export referral \"r.html\" overwrite"])
      #expect(answer.err.contains("wrote r.html (3 forms of 3 clients)"), "\(stage): \(answer.err)")
      #expect(try file("r.html", program).components(separatedBy: "<article>").count == 4)
    }
    let empty = try program.run(["-c", "clients where age > 200 | export spb \"none\""])
    #expect(empty.code == 4, "\(empty.err)")
  }
}
