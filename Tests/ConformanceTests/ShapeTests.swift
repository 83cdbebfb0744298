import InstrumentKit
import Testing

@testable import Conformance

/// Each test makes one thing of the shape wrong, and is told of that and nothing else.
@Suite struct ShapeTests {
  private let sample = Sample()

  private func item(
    _ type: AnswerType, _ id: String = "extra", when condition: Condition? = nil,
    link: Link? = nil
  ) -> Sample {
    sample.with { $0.items.append(Item(id, Sample.label("x"), type, when: condition, link: link)) }
  }

  /// Every answer with a label of its own, also where a code is there twice.
  private func options(_ codes: String...) -> [Option] {
    codes.enumerated().map { Option($1, Sample.label("x\($0)")) }
  }

  private let tooMany = (0..<31).map { Option("o\($0)", Sample.label("x\($0)")) }

  @Test func aSoundShapeHasNoRemarks() {
    #expect(Conformance(of: sample, fields: Sample.fields).shape() == [])
  }

  @Test func aFormThatCannotBeMadeReadyIsTold() throws {
    let remark = try item(.flag, when: .yes("extra")).shape()
    #expect(remark.code == "E609" && remark.place == "item extra")
    #expect(
      remark.words
        == Label(nl: "vraag extra hangt van zichzelf af", en: "item extra depends on itself"))
    #expect(
      try item(.flag, when: .yes("gone")).shape().words.en
        == "item extra depends on gone, which does not exist")
    #expect(try item(.flag, "pets").shape().words.en == "item pets is there twice")
    #expect(
      try item(.many(tooMany)).shape().words.en == "item extra has too many answers")
  }

  @Test func aFieldThatTheProfileDoesNotHaveIsTold() throws {
    #expect(
      try item(.flag, link: .field("shoe-size")).shape().words.en
        == "item extra is linked to the field shoe-size, which does not exist")
    #expect(
      try sample.with { $0.inputs.append(.field("shoe-size")) }.shape().words.en
        == "reads \"shoe-size\", which does not exist")
  }

  @Test func aLinkedItemListsTheCodesOfItsField() throws {
    let link = Link.field("sex")
    #expect(
      Conformance(of: item(.one(options("m", "f")), link: link), fields: Sample.fields).shape()
        == [])
    #expect(
      try item(.one(options("m", "v")), link: link).shape().words.en
        == "item extra does not have the answers of the field sex, in the same order")
  }

  @Test func anInputThatIsNoQuestionIsTold() throws {
    #expect(try sample.with { $0.inputs.append(.rows("pets")) }.shape().place == "input pets")
    #expect(try sample.with { $0.inputs.append(.has("gone")) }.shape().code == "E609")
  }

  @Test func aMeasureIsThereOnce() throws {
    let twice = sample.with { $0.measures.append($0.measures[0]) }
    #expect(try twice.shape().words.en == "measure blocking is there twice")
    let long = sample.with {
      $0.measures.append(Measure("long", Sample.label("x"), .codes(tooMany)))
    }
    #expect(try long.shape().code == "E609")
  }

  @Test func everyWordIsThereInBothLanguages() throws {
    let half = Label(nl: "", en: "x")
    let column = Item("kind", Sample.label("x"), .one([Option("a", half)]))
    #expect(
      try item(.table([column])).shape().words.en == "extra.kind = a has no label in both languages"
    )
    #expect(
      try sample.with { $0.measures[0] = Measure("blocking", half, .count) }.shape().code == "E609")
  }

  @Test func namesAreKebabCaseAndItemsMayHavePoints() throws {
    #expect(Conformance(of: item(.flag, "vdab.first-name"), fields: Sample.fields).shape() == [])
    #expect(Conformance(of: item(.flag, "b130"), fields: Sample.fields).shape() == [])
    for id in ["Extra", "extra_item", "-extra", "extra-", "a--b", "é", ""] {
      let remark = try item(.flag, id).shape()
      #expect(remark.code == "E620" && remark.severity == .fault)
    }
    #expect(
      try sample.with { $0.measures.append(Measure("a.b", Sample.label("x"), .flag)) }.shape().code
        == "E620")
  }

  @Test func aCodeStandsOnceInItsList() throws {
    let remark = try item(.one(options("a", "b", "a"))).shape()
    #expect(remark.code == "E621" && remark.words.en == "the code a is there twice (item extra)")
  }

  @Test(arguments: ["a b", "a;b", "", "a\n"]) func aCodeCanStandInAList(_ code: String) throws {
    #expect(try item(.many(options("a", code))).shape().code == "E622")
  }

  @Test func aMeasureHasNoCodeThatMeansMissing() throws {
    for code in ["unknown", "declined"] {
      let odd = sample.with {
        $0.measures.append(Measure("odd", Sample.label("x"), .code(options("a", code))))
      }
      #expect(try odd.shape().code == "E622")
    }
  }

  @Test(arguments: ["", "1.0+x", "1 0", "één"]) func aVersionIsOneWord(_ version: String) throws {
    let odd = sample.with {
      $0.description = Description(
        id: "sample", version: version, label: Sample.label("x"), summary: Sample.label("x"),
        source: "none", licence: "none")
    }
    #expect(try odd.shape().code == "E623")
  }

  @Test func anAdviceOrdersCodesOfAMeasure() throws {
    func advice(_ measure: String, _ order: String...) -> Sample {
      sample.with { $0.advice = Advice(measure: measure, order: order, overrides: .up) }
    }
    #expect(Conformance(of: advice("owner", "old", "young"), fields: Sample.fields).shape() == [])
    #expect(Conformance(of: advice("has-pets", "no", "yes"), fields: Sample.fields).shape() == [])
    for wrong in [
      advice("gone", "a"), advice("blocking", "1"), advice("owner", "old", "middle"),
      advice("owner", "old", "old"), advice("owner"),
    ] { #expect(try wrong.shape().code == "E624") }
  }

  @Test func migrationsLeadToThisVersion() throws {
    func migrating(_ migrations: Migration...) -> Sample {
      sample.with { $0.migrations = migrations }
    }
    let renamed = Migration(from: "0.8", to: "0.9", [.renamed("animals", to: "beasts")])
    let last = Migration(from: "0.9", to: "1.0", [.renamed("beasts", to: "pets"), .dropped("hat")])
    #expect(Conformance(of: migrating(renamed, last), fields: Sample.fields).shape() == [])
    let wrong = Migration(from: "0.8", to: "0.9", [.renamed("animals", to: "pets")])
    #expect(
      try migrating(wrong).shape().words.en == "the migration from 0.8 to 0.9 does not lead on")
    let lost = Migration(from: "0.9", to: "1.0", [.split("all", into: ["a": ("gone", "yes")])])
    let remark = try migrating(lost).shape()
    #expect(remark.code == "E625" && remark.severity == .advice)
  }

  @Test func everyScoreIsMappedOrDeclaredUnmapped() throws {
    let scale = AnswerType.level(Sample.scale)
    #expect(Conformance(of: item(scale, link: .own), fields: Sample.fields).shape() == [])
    #expect(try item(scale).shape().code == "E626")
    #expect(try item(.flag, link: .threshold(.dutch)).shape().code == "E626")
  }

  @Test func whatOlderKitsCouldNotKnowIsAdvice() throws {
    #expect(try item(.level(Sample.scale)).shape(kit: "1.1").severity == .advice)
    #expect(try item(.level(Sample.scale)).shape(kit: "1.2").severity == .fault)
    #expect(try item(.flag, "pets").shape(kit: "1.1").severity == .fault)
  }

  @Test func withoutAProfileItsFieldsAreLeftToTheHost() throws {
    let sharing = item(.shared, link: .field("sex")).with {
      $0.items.append(Item("more", Sample.label("x"), .flag, when: .has("extra", "m")))
      $0.inputs += [.item("extra"), .field("sex")]
      $0.goldenCases.append(GoldenCase("a man", inputs: ["sex": "m"], expects: [:]))
    }
    #expect(Conformance(of: sharing, fields: Sample.fields).shape() == [])
    let remarks = try Conformance(of: sharing, subjects: 400).remarks()
    #expect(remarks.map(\.code) == ["E628"])
    #expect(remarks.first?.words.en == "fields of the profile were not checked here: sex")
    #expect(remarks.first?.severity == .advice)
  }

  @Test func whatHangsOnAFieldsAnswersIsLeftToTheHostAndAllElseIsNot() throws {
    let sharing = item(.shared, link: .field("sex")).with {
      $0.items += [
        Item("lacking", Sample.label("x"), .flag, when: .lacks("extra", "m")),
        Item(
          "both", Sample.label("y"), .flag, when: .all([.has("extra", "m"), .has("extra", "f")])),
        Item(
          "never", Sample.label("z"), .flag,
          when: .all([.has("colours", "red"), .lacks("colours", "red")])),
      ]
    }
    func never(_ fields: Conformance.Fields?) throws -> [String] {
      try Conformance(of: sharing, fields: fields, subjects: 40).remarks()
        .filter { $0.code == "E657" }.map(\.place)
    }
    #expect(try never(nil) == ["item never"])
    #expect(try never(Sample.fields) == ["item both", "item never"])
  }
}
