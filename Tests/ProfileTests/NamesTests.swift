import InstrumentKit
import Profile
import Testing

@Suite struct NamesTests {
  @Test func fieldNamesAreUniqueInBothLanguages() {
    var owners: [String: String] = [:]
    for field in FieldCatalog.standard.fields {
      for name in Set([Names.folded(field.name), Names.folded(field.dutch)]) {
        #expect(owners.updateValue(field.name, forKey: name) == nil, "\(name) is taken twice")
      }
    }
  }

  @Test func thresholdNamesAreUniqueAndInOrder() {
    #expect(Names.thresholds.codes.map(\.en) == Threshold.all.map(\.code))
    let names = Names.thresholds.codes.flatMap { Set([Names.folded($0.en), Names.folded($0.nl)]) }
    #expect(Set(names).count == names.count)
  }

  @Test func specificationNamesAreUniqueWithinTheirThreshold() {
    #expect(Names.specifications.count == Specification.all.count)
    for threshold in Threshold.all {
      let names = threshold.specifications.map { Names.specifications[Int($0.index)] }
      #expect(Set(names).count == names.count, "\(threshold)")
    }
  }

  @Test func codesAreUniqueWithinTheirList() {
    let lists =
      FieldCatalog.standard.fields.compactMap(\.type.list) + [
        Names.levels, Names.absences, Names.action, Names.actionGroup, Names.change,
        Names.relation, Names.carried,
      ]
    for list in lists {
      #expect(Set(list.codes.map(\.en)).count == list.codes.count, "\(list.name)")
      #expect(Set(list.codes.map(\.nl)).count == list.codes.count, "\(list.name)")
      for (place, code) in list.codes.enumerated() {
        #expect(list.place(of: code.en) == place)
        #expect(list.place(of: code.nl) == place, "\(list.name): \(code.nl)")
      }
    }
  }

  @Test func accentsAreOptional() {
    #expect(FieldCatalog.standard.field("cliënt")?.name == "client")
    #expect(FieldCatalog.standard.field("client")?.name == "client")
    #expect(Names.folded("Financiën") == "financien")
  }

  @Test func levelsStandInTheirOrder() {
    #expect(Names.levels.codes.map(\.en) == Level.allCases.map(\.code))
    #expect(Names.absences.codes.map(\.en) == Absence.allCases.map(\.code))
  }
}
