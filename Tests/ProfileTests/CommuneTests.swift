import Foundation
import InstrumentKit
import Testing

@testable import Profile

@Suite struct CommuneTests {
  private static let place =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Profile/Communes")

  /// The rows of a list as it was given.
  private func rows(_ name: String) throws -> [[String]] {
    try String(contentsOf: Self.place.appending(path: name), encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  @Test func theTableIsWhatTheListSays() throws {
    let rows = try rows("communes.csv")
    #expect(rows.count == 620)
    #expect(
      Commune.all.map { commune in
        [
          "\(commune.nis)", commune.dutch, commune.french, commune.arrondissement,
          commune.province, commune.region, commune.since.map { "\($0)" } ?? "",
          commune.until.map { "\($0)" } ?? "", commune.successor.map { "\($0)" } ?? "",
        ]
      } == rows)
    for commune in Commune.all {
      #expect(Commune.provinces.place(of: commune.province) != nil)
      #expect(Commune.regions.place(of: commune.region) != nil)
    }
  }

  @Test(arguments: [
    ("2012-12-31", 308), ("2018-12-31", 308), ("2019-01-01", 300), ("2024-12-31", 300),
    ("2025-01-01", 285),
  ])
  func flandersHasAsManyCommunesAsIsKnown(_ text: String, _ count: Int) throws {
    let day = try day(text)
    #expect(Commune.all.count { $0.region == "flanders" && $0.isThere(on: day) } == count)
  }

  @Test func everyCommuneIsFoundByEachNameItHadOnEachDayThatItWas() throws {
    for text in ["2012-12-31", "2019-01-01", "2025-01-01"] {
      let day = try day(text)
      let there = Commune.all.filter { $0.isThere(on: day) }
      for commune in there {
        #expect(Commune.named(commune.dutch, on: day) == commune)
        #expect(Commune.named(commune.dutch.uppercased(), on: day) == commune)
        #expect(Commune.named(commune.dutch.replacing("-", with: " "), on: day) == commune)
        #expect(Commune.named("\(commune.nis)", on: day) == commune)
        // A French name may be the Dutch one of another: Saint-Nicolas is near Liège.
        let byFrench = try #require(Commune.named(commune.french, on: day))
        #expect(byFrench == commune || byFrench.dutch == commune.french)
      }
    }
    #expect(Commune.named("la louviere")?.province == "hainaut")
    #expect(Commune.named("Courtrai")?.dutch == "Kortrijk")
    #expect(Commune.named("Braine-l'Alleud")?.province == "walloon-brabant")
    #expect(Commune.named("Nergenshuizen") == nil)
    #expect(Commune.named("") == nil)
  }

  @Test func whatWentUpInAnotherIsKnownAsThatFromItsDayOn() throws {
    let (before, after) = (try day("2024-12-31"), try day("2025-01-01"))
    #expect(Commune.named("Meulebeke", on: before)?.dutch == "Meulebeke")
    #expect(Commune.named("Meulebeke", on: after)?.dutch == "Tielt")
    #expect(Commune.named("Tielt", on: before)?.nis == 37_015)
    #expect(Commune.named("Tielt", on: after)?.nis == 37_022)
    #expect(Commune.named("Zwijndrecht", on: before)?.province == "antwerp")
    #expect(Commune.named("Zwijndrecht", on: after)?.province == "east-flanders")
    #expect(Commune.named("Kruishoutem", on: try day("2018-12-31"))?.nis == 45_017)
    #expect(Commune.named("Kruishoutem", on: before)?.dutch == "Kruisem")
    for commune in Commune.all {
      let now = try #require(commune.successor(on: after))
      #expect(now.isThere(on: after), "\(commune.dutch) has become something of today")
      #expect(now.region == commune.region)
      if let until = commune.until { #expect(commune.successor(on: until) == commune) }
    }
  }

  @Test func neighboursAreThoseOfTheListAndTouchBothWays() throws {
    let rows = try rows("neighbours.csv")
    for text in ["2019-01-01", "2024-12-31", "2025-01-01"] {
      let day = try day(text)
      let expected = rows.filter { $0[2] <= text && ($0[3].isEmpty || $0[3] >= text) }
      var found: Set<[String]> = []
      for commune in Commune.all where commune.isThere(on: day) {
        let around = commune.neighbours(on: day)
        #expect(!around.isEmpty && !around.contains(commune), "\(commune.dutch)")
        for other in around {
          found.insert(["\(commune.nis)", "\(other.nis)"])
          #expect(other.neighbours(on: day).contains(commune))
        }
      }
      #expect(found == Set(expected.map { Array($0.prefix(2)) }))
    }
  }

  @Test func beforeBordersAreKnownThoseOfThenCount() throws {
    let day = try day("2012-12-31")
    let zingem = try #require(Commune.named("Zingem", on: day))
    let around = zingem.neighbours(on: day).map(\.dutch)
    #expect(around.contains("Kruishoutem"), "with which it merged")
    #expect(around.contains("Zulte") && !around.contains("Kruisem"))
  }

  @Test func thirteenAreCentreCitiesOnEveryDay() throws {
    for text in ["2012-12-31", "2019-01-01", "2025-01-01"] {
      let day = try day(text)
      #expect(Commune.all.count { $0.isCentreCity && $0.isThere(on: day) } == 13)
    }
  }
}
