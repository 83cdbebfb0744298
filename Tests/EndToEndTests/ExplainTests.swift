import Foundation
import TestSupport
import Testing

/// Outcomes that can be argued with.
@Suite struct ExplainTests {
  @Test func anOutcomeNamesItsRuleItsAnswersAndWhatItLeftOut() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let file = program.folder + "/mpsa.csv"
    try """
    client,filled-on,current-activation,incapacity,mobility,addiction,illness
    T042,2012-06-01,professional,70,d,a,b
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let taken = try program.run(["import", file, "--as", "mpsa"])
    try #require(taken.code == 0, "\(taken.err)")
    _ = try program.run(["-c", "record T042 childcare = supported on 2012-08-01"])
    for tongue in ["en", "nl"] {
      let answer = try program.run(["--lang", tongue, "-c", "client T042 | explain mpsa"])
      #expect(answer.code == 0)
      #expect(try Golden.matches(answer.out, "explain-mpsa.\(tongue)"), "\(answer.out)")
    }
  }

  @Test func anExplanationIsATableToGoOnWith() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    #expect(
      try program.csv("clients | explain intake | where rule is known | count by measure, rule")
        == [
          "eligible,followed-up,39", "eligible,helped-otherwise,23", "eligible,not-ready,1",
        ])
    #expect(try program.csv("client T042 | explain mpsa").count == 26)
    #expect(try program.run(["-c", "clients | count | explain mpsa"]).code == 2)
  }

  @Test func hiddenReasonsCostNothingAndNamesStaySealed() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answer = try program.run(["--read-only", "-c", "clients | explain intake"])
    #expect(answer.code == 0)
    #expect(!answer.out.contains("Peeters"))
  }
}
