import Language
import Store
import Testing

@testable import Session

/// That two codes were one person is told in the history of both.
@Suite struct MergeHistoryTests {
  private let desk: TrialSession
  private static let shown = "| history | show client, deed, change, operator, because"

  init() throws {
    desk = try TrialSession(clients: 0)
    try desk.folder.write(
      "in.csv", "client,filled-on,mobility\nP1,2012-03-01,1\nP2,2012-03-01,3\n".utf8)
    _ = try desk.session.importing(desk.folder.file("in.csv"), as: "intake")
  }

  private var who: String { desk.session.policy.actor.name }

  private func history(_ code: String) -> [Substring] {
    Array(desk.run("client \(code) \(Self.shown)").out.split(separator: "\n").dropFirst())
  }

  @Test func bothCodesTellWhoMergedThemWhenAndWhyTheNewestFirst() throws {
    _ = desk.run("merge P2 into P1 because \"one person\"")
    for code in ["P1", "P2"] {
      #expect(history(code).first == "P2,merged,P2 → P1,\(who),one person", "\(history(code))")
    }
    _ = desk.run("record P2 childcare = none on 2012-06-01")
    _ = desk.run("unmerge P2 because \"twins\"")
    for code in ["P1", "P2"] {
      let lines = history(code)
      #expect(lines.first == "P2,divided,P1 → P2,\(who),twins", "\(lines)")
      #expect(lines.contains("P2,merged,P2 → P1,\(who),one person"), "\(lines)")
    }
    desk.session.tongue = .nl
    #expect(history("P1").first == "P2,gesplitst,P1 → P2,\(who),twins", "\(history("P1"))")
    let moments = desk.run("client P1 | history | show at").out.split(separator: "\n").dropFirst()
    #expect(moments == moments.sorted(by: >)[...], "\(moments)")
    #expect(moments.allSatisfy { $0.count == 16 })
  }

  @Test func anotherClientIsNotToldOfIt() throws {
    _ = desk.run("merge P2 into P1 because \"one person\"")
    try desk.folder.write("more.csv", "client,filled-on,mobility\nP3,2012-03-01,1\n".utf8)
    _ = try desk.session.importing(desk.folder.file("more.csv"), as: "intake")
    #expect(history("P3").count == 1)
  }

  @Test func theReasonGoesWithWhoWasForgottenAndTheStoreStaysSound() throws {
    _ = desk.run("merge P2 into P1 because \"SECRET-ONE\"")
    _ = desk.run("unmerge P2 because \"SECRET-TWO\"")
    let store = try #require(desk.session.store)
    #expect(try store.check().isEmpty)
    _ = desk.run("forget P2")
    let told = (history("P1") + history("P2")).joined()
    #expect(told.contains("merged") && told.contains("divided") && !told.contains("SECRET"))
    #expect(try store.check().isEmpty)
  }

  @Test func whatWasKnownThenIsThePersonOfThen() throws {
    let store = try #require(desk.session.store)
    func link() throws -> Int { try store.trail().count }
    let shown = "show client, mobility"
    var then: [(Int, String)] = []
    for change in [
      "merge P2 into P1 because \"x\"", "unmerge P2 because \"y\"",
      "merge P1 into P2 because \"z\"",
    ] {
      then.append((try link(), desk.run("clients | \(shown)").out))
      _ = desk.run(change)
    }
    then.append((try link(), desk.run("clients | \(shown)").out))
    #expect(Set(then.map(\.1)).count == 3)
    for (link, answer) in then {
      #expect(desk.run("clients as known at \(link) | \(shown)").out == answer, "\(link)")
    }
  }
}
