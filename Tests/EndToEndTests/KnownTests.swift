import Foundation
import Testing

/// What stands after several registrations, by the roads on which somebody looks at it.
@Suite struct KnownTests {
  private func told(_ files: [String]) throws -> Program {
    let program = try Program()
    let store = "\(program.folder)/store"
    try #require(try program.run(["store", "new", store, "--date", "2012-12-31"]).code == 0)
    for (number, rows) in files.enumerated() {
      let path = "\(program.folder)/\(number).csv"
      try rows.write(toFile: path, atomically: true, encoding: .utf8)
      let answer = try program.run(["import", path, "--as", "intake"])
      try #require(answer.code == 0, "\(answer.err)")
    }
    return program
  }

  @Test func whatNoLongerAppliesFallsInTableListAndForm() throws {
    let program = try told([
      """
      client,filled-on,employed,employment,vdab-registered,vdab-category
      P1,2012-03-01,yes,art60,yes,05

      """,
      "client,filled-on,employed,vdab-registered\nP1,2012-09-01,no,no\n",
    ])
    defer { program.remove() }
    func said(_ sentence: String) throws -> String {
      try program.run(["--mode", "csv", "-c", sentence]).out
    }
    #expect(
      try said("clients | show employed, employment, vdab-category")
        == "employed,employment,vdab-category\r\nno,,\r\n")
    #expect(try said("clients where employment = art60 | count") == "count\r\n0\r\n")
    #expect(
      try said("clients as of 2012-08-31 | show employment, vdab-category")
        == "employment,vdab-category\r\nart60,05\r\n")
    let form = try program.run(["-c", "client P1 | document intake"]).out
    #expect(form.contains("P1"))
    #expect(!form.contains("art60") && !form.contains("05\n"), "\(form)")
  }

  @Test func anAnswerWhoseLeadingQuestionNobodyAskedStandsUntilSomebodyDoes() throws {
    let first = "client,filled-on,vdab-category,employment\nP1,2012-03-01,05,art60\n"
    let program = try told([first])
    defer { program.remove() }
    let sentence = "clients | show vdab-category, employment"
    let alone = try program.run(["--mode", "csv", "-c", sentence]).out
    #expect(alone == "vdab-category,employment\r\n05,art60\r\n")
    let later = try told([
      first, "client,filled-on,vdab-registered,employed\nP1,2012-05-01,no,yes\n",
    ])
    defer { later.remove() }
    let both = try later.run(["--mode", "csv", "-c", sentence]).out
    #expect(both == "vdab-category,employment\r\n,art60\r\n")
  }

  @Test func aSecondReferralShowsNothingOfTheFirst() throws {
    let program = try told([
      """
      client,filled-on,followed-up,direction,stream,reason-status,transfer,decision
      P1,2012-03-01,yes,ocmw-to-vdab,mandatory-registration,art60-ended,definitive,joint

      """,
      "client,filled-on,followed-up,direction\nP1,2012-09-01,yes,vdab-to-ocmw\n",
    ])
    defer { program.remove() }
    let form = try program.run(["-c", "client P1 | document intake"]).out
    #expect(form.contains("vdab-to-ocmw"))
    for word in ["mandatory", "art60", "definitive", "joint", "ocmw-to-vdab"] {
      #expect(!form.contains(word), "\(word)")
    }
    let shown = try program.run(["--mode", "csv", "-c", "clients | show direction, decision"]).out
    #expect(shown == "direction,decision\r\nvdab-to-ocmw,\r\n")
  }

  @Test func registeringEverybodyAgainChangesNoFigureOfTheTrial() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let sentences = ["-c", "report trial", "-c", "actions | count", "-c", "referrals | count"]
    let before = try program.run(sentences)
    #expect(before.code == 0 && before.out.contains("63"))
    let rows = try String(contentsOfFile: Program.trial, encoding: .utf8)
    var lines = rows.split(whereSeparator: \.isNewline).map(String.init)
    let place = try #require(lines[0].split(separator: ",").firstIndex(of: "filled-on"))
    for line in lines.indices.dropFirst() {
      var cells = lines[line].split(separator: ",", omittingEmptySubsequences: false)
      try #require(cells[place].hasPrefix("2012-"))
      cells[place] = "2012-12-04"
      lines[line] = cells.joined(separator: ",")
    }
    let again = "\(program.folder)/again.csv"
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: again, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", again, "--as", "intake"]).code == 0)
    #expect(try program.run(sentences).out == before.out)
  }

  @Test func aLevelThatDoesNotApplyAnyMoreIsHiddenOnEveryRoad() throws {
    let program = try told(["client,filled-on,childcare\nP1,2012-03-01,3\n"])
    defer { program.remove() }
    let said = ["record P1 childcare = not-applicable because \"moved\""]
    #expect(try program.run(["-c", said[0]]).code == 0)
    let shown = try program.run([
      "--mode", "csv", "-c", "clients | show childcare, childcare.since, childcare.source",
    ]).out
    #expect(
      shown == "childcare,childcare.since,childcare.source\r\nnot-assessed,,\r\n", "\(shown)")
  }
}
