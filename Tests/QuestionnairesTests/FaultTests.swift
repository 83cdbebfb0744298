import Testing

@testable import Questionnaires

@Suite struct QuestionnaireFaultTests {
  @Test func aFaultNamesItsPath() { #expect(QuestionnaireFault(path: "$").path == "$") }
}
