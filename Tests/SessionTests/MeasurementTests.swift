import InstrumentKit
import Store
import Testing

@testable import Session

/// Measurements with instruments whose rows do not tell at a glance.
@Suite struct MeasurementTests {
  private func counted(
    _ instrument: String, _ files: [String], _ trial: TrialSession
  ) throws -> [Int?] {
    for (number, file) in files.enumerated() {
      try trial.folder.write("\(number)", file)
      _ = try trial.session.importing(trial.folder.file("\(number)"), as: instrument)
    }
    let column = try trial.session.source().column("\(instrument).measurements", of: .clients)
    return try #require(column).cells.indices.map { column?[$0].value }
  }

  @Test func twoCaseManagersOfOneDayMeasureOnce() throws {
    let judged = "3,because,4,so"
    let counts = try counted(
      "ladder",
      [
        "client,filled-on,judge,rung,reason,reachable,reachable-reason\n"
          + "A,2012-03-01,work,\(judged)\nA,2012-03-01,welfare,\(judged)\n"
          + "B,2012-03-01,work,\(judged)\nB,2012-06-01,work,\(judged)\n"
          + "C,2012-03-01,work,3,because,,\nC,2012-03-08,welfare,,,4,so\nD,2012-03-01,work,3,,,\n"
      ], try TrialSession(clients: 0))
    #expect(counts == [1, 2, 1, 0])
  }

  @Test func notesThatAreSealedAndRowsOfTablesCountAsAnswers() throws {
    let head = "client,filled-on,goal,duration-months,confidential,signed-on"
    let rest = "timeline,competences,wishes,job-goal"
    let last = "synthesis,plan"
    let counts = try counted(
      "spb",
      [
        "\(head),\(rest)\nA,2012-03-01,work,6,yes,2012-03-01,\"work,2001-01-01\",\"told,sings\",much,no\n"
          + "B,2012-03-01,work,6,yes,2012-03-01,\"work,2001-01-01\",\"told,sings\",much,yes\n"
          + "C,2012-03-01,work,6,yes,2012-03-01,\"work,2001-01-01\",\"told,sings\",,no\n",
        "client,filled-on,\(last)\nA,2012-04-01,all,client\nB,2012-04-01,all,client\n"
          + "C,2012-04-01,all,client\n",
      ], try TrialSession(clients: 0))
    #expect(counts == [1, 0, 0])
  }

  @Test func everyWholeLookAtTheLightsIsAMeasurement() throws {
    let counts = try counted(
      "lights",
      [
        "client,filled-on,checked\nA,2012-03-01,yes\nA,2012-04-01,no\nA,2012-05-01,\nB,2012-04-01,\n"
      ],
      try TrialSession(clients: 0))
    #expect(counts == [2, 0])
  }

  @Test func aQualifierThatIsNotSpecifiedLeavesAScreeningOpen() throws {
    let codes = "b130.0,b164.0,b455.0,d155.00,d240.00,d720.00,d845.00,d850.00,d855.00,e310.0,"
    let head = "client,filled-on,assessors,b130,b164,b455,d155,d240,d720,d845,d850,d855,e310,e330"
    let counts = try counted(
      "icf",
      [
        "\(head)\nA,2012-03-01,2,\(codes)e330.0\nB,2012-03-01,2,\(codes)e330.8\n"
          + "C,2012-03-01,2,\(codes)e330.9\n",
        "client,filled-on,e330\nB,2012-04-01,e330+2\n",
      ], try TrialSession(clients: 0))
    #expect(counts == [1, 1, 1])
  }
}
