import InstrumentKit
import Testing

@Suite struct VocabularyTests {
  @Test func holdsTheWholeVocabulary() {
    #expect(Domain.all.count == 8)
    #expect(Threshold.all.count == 40)
    #expect(Specification.all.count == 82)
  }

  @Test func everyThresholdStandsInOneDomain() {
    #expect(Domain.all.flatMap(\.thresholds).count == 40)
    #expect(Set(Domain.all.flatMap(\.thresholds)).count == 40)
  }

  @Test func everySpecificationBelongsToItsThreshold() {
    for specification in Specification.all {
      #expect(specification.threshold?.specifications.contains(specification) == true)
    }
  }

  @Test func everyCodeLeadsBackToItsWord() {
    for threshold in Threshold.all { #expect(Threshold(code: threshold.code) == threshold) }
    for word in Specification.all { #expect(Specification(code: word.code) == word) }
    #expect(Threshold(code: "mobilty") == nil)
  }

  @Test func theNamedMembersAreTheirCodes() {
    #expect(Threshold.mobility.code == "mobility")
    #expect(Threshold.illness.code == "illness")
    #expect(Threshold.unemploymentTrap.code == "unemployment-trap")
    #expect(Threshold.workPermit.code == "work-permit")
  }

  @Test func everyLabelIsThereInBothLanguages() {
    let labels =
      Domain.all.map(\.label) + Threshold.all.map(\.label) + Specification.all.map(\.label)
    for label in labels { #expect(!label.nl.isEmpty && !label.en.isEmpty) }
  }
}
