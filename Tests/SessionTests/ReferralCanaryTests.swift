import InstrumentKit
import Profile
import Testing

@testable import Session

/// Whatever is printed of the second of two referrals says nothing of the first.
@Suite struct ReferralCanaryTests {
  /// Every question of the section answered, each with a word of its own.
  private static let first = """
    P1 2012-03-01 followed-up=yes direction=ocmw-to-vdab \
    stream=mandatory-registration;art60-ended reason-status=art60-ending;suspended \
    reason-client=ready-training;not-ready-training;needs-assistance training-ready=job-application \
    training-not-ready=personal reason-organisation=no-tools reason-other=kanariegeel \
    transfer=temporary-paused decision=one-sided-single
    """
  private static let words = [
    "2012-03-01", "ocmw-to-vdab", "mandatory-registration", "art60-ended", "art60-ending",
    "suspended", "ready-training", "not-ready-training", "needs-assistance", "job-application",
    "no-tools", "kanariegeel", "temporary-paused", "one-sided-single",
  ]
  private static let seconds = [
    "P1 2012-09-01 followed-up=yes direction=vdab-to-ocmw",
    "vdab P1 2012-09-01 followed-up=yes direction=vdab-to-ocmw",
    "vdab P1 2012-03-01 followed-up=yes direction=vdab-to-ocmw",
    "P1 2012-09-01 followed-up=yes stream=jobseeker-not-suspended direction=vdab-to-ocmw",
    """
    P1 2012-09-01 location=Mortsel followed-up=yes direction=vdab-to-ocmw \
    stream=jobseeker-not-suspended reason-client=ready-regular reason-organisation=no-suitable-offer-here \
    reason-other=zilverreiger transfer=definitive decision=joint
    """,
  ]

  @Test func everyQuestionOfTheSectionHasACanary() throws {
    let told = try Told([Self.first], by: .files)
    let section = try #require(
      try told.desk().plugins.first { $0.id == "intake" }?.sections.first { $0.id == "referral" })
    let given = Set(Self.first.split(separator: " ").compactMap { $0.split(separator: "=").first })
    // Who is referred is not asked why not.
    let asked = section.items.map(\.id).filter { $0 != "not-followed-reason" }
    #expect(asked.allSatisfy { given.contains($0[...]) } && asked.count > 10)
  }

  @Test(arguments: [Road.files, .filesBackwards, .talks])
  func nothingThatIsPrintedOfTheSecondShowsTheFirst(_ road: Road) throws {
    for second in Self.seconds {
      let balance = "spb P1 2012-10-01 signed-on=2012-10-01 confidential=yes"
      let told = try Told([Self.first, second, balance], by: road)
      for (paper, text) in try papers(told) {
        let isSameDay = second.contains("2012-03-01")
        let words = Self.words.dropFirst(isSameDay ? 1 : 0)
        for word in try words.filter({ text.contains(try Self.spoken($0)) }) {
          Issue.record("\(road), \(second.prefix(40)): \(paper) shows \(word)")
        }
        if paper == "referral" {
          #expect(text.contains(isSameDay ? "2012-03-01" : "2012-09-01"), "\(paper)")
        }
      }
    }
  }

  /// Of the first alone all its words stand on the page, so that the search above can find them.
  @Test func theFirstAloneIsPrintedWhole() throws {
    let told = try Told([Self.first], by: .files)
    let all = try papers(told, hasBalance: false).map(\.text).joined()
    for word in Self.words { #expect(all.contains(try Self.spoken(word)), "\(word)") }
    let page = try told.file("clients", "referral", "with health")
    for word in Self.words where word != "kanariegeel" {
      #expect(page.contains(try Self.spoken(word)), "\(word)")
    }
  }

  /// A word alone, and not as a part of another.
  private static func spoken(_ word: String) throws -> Regex<AnyRegexOutput> {
    let letters = word.replacing("-", with: "[- ]")
    return try Regex("(?:^|[^a-z-])\(letters)(?:[^a-z-]|$)")
  }

  /// All that is printed of a client by each instrument, on the screen and on paper.
  private func papers(_ told: Told, hasBalance: Bool = true) throws -> [(
    paper: String, text: String
  )] {
    var papers: [(paper: String, text: String)] = []
    for plugin in try told.desk().plugins {
      let sentence = "client P1 | document \(plugin.id)"
      papers.append((sentence, try told.run(sentence, at: told.desk(), .markdown)))
      papers.append(("page of \(plugin.id)", try told.file(sentence, "html")))
      let reasons = "client P1 | explain \(plugin.id)"
      papers.append((reasons, try told.run(reasons, at: told.desk(), .markdown)))
    }
    papers.append(("referral", try told.file("clients", "referral", "with health")))
    if hasBalance {
      let path = told.here.folder.file("b")
      try told.run("clients | export spb \"\(path)\" overwrite with notes, health for \"x\"")
      for name in ["b.html", "b.json"] {
        papers.append((name, String(decoding: try told.here.folder.bytes(name), as: UTF8.self)))
      }
    }
    let fields =
      "direction, stream, reason-status, reason-client, training-ready, "
      + "training-not-ready, reason-organisation, reason-other, transfer, decision"
    papers.append(("table", try told.run("client P1 | show \(fields)")))
    return papers
  }
}
