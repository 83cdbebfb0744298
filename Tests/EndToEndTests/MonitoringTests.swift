import Foundation
import Testing

/// The published figures of the trial, each out of a sentence that holds for any such file.
@Suite struct MonitoringTests {
  static let figures: [(sentence: String, rows: [String])] = [
    ("clients | count", ["63"]),
    ("clients | count by sex", ["m,38", "f,25"]),
    ("referrals | count by followed-up", ["no,24", "yes,39"]),
    (
      "referrals where not followed-up | count by not-followed-reason",
      ["not-ready,1", "other-cooperation,23"]
    ),
    ("clients where benefit has unemployment | count", ["28"]),
    ("clients where benefit in (living-wage, equivalent-living-wage) | count", ["12"]),
    ("clients where benefit has sickness | count", ["1"]),
    ("clients where employed | count", ["20"]),
    ("clients where employment in (art60, other) | count by employment", ["art60,11", "other,1"]),
    (
      "referrals where followed-up and stream is known | count by location, stream",
      [
        "Kortrijk-Waregem,mandatory-registration,3", "Kortrijk-Waregem,ready-regular-or-social,4",
        "Kortrijk-Waregem,mmpp-taz,1", "Kortrijk-Waregem,art60-ending,4",
        "Kortrijk-Waregem,art60-ended,4", "Kortrijk-Waregem,jobseeker-not-suspended,4",
        "Leuven,jobseeker-not-suspended,1", "Mortsel,mandatory-registration,3",
        "Mortsel,ready-regular-or-social,7", "Mortsel,mmpp-taz,1", "Mortsel,art60-ending,2",
        "Mortsel,art60-ended,6", "Mortsel,jobseeker-not-suspended,2",
        "Tielt,jobseeker-not-suspended,2",
      ]
    ),
    (
      "referrals where followed-up and stream is known | count by stream",
      [
        "mandatory-registration,6", "ready-regular-or-social,11", "mmpp-taz,2", "art60-ending,6",
        "art60-ended,10", "jobseeker-not-suspended,9",
      ]
    ),
    (
      "actions where direction = ocmw-to-vdab | count by organisation, action-group",
      [
        "vdab,tender,9", "vdab,guidance,9", "vdab,training,3", "vdab,work,5", "ocmw,guidance,7",
        "ocmw,work,1", "ocmw,pre-activation,3", "ocmw,administrative-legal,4",
        "ocmw,material-aid,2",
      ]
    ),
    (
      "actions where direction = ocmw-to-vdab and action-group in (work, training) | count by organisation, action",
      [
        "vdab,training.job-application,1", "vdab,training.vocational,2", "vdab,work.wep-plus,3",
        "vdab,work.pwa,1", "vdab,work.work-studio,1", "ocmw,work.art60,1",
      ]
    ),
    (
      "referrals where followed-up | count by transfer",
      ["definitive,7", "temporary-continued,29", ",3"]
    ),
    (
      "referrals where followed-up | count by direction", ["ocmw-to-vdab,30", "vdab-to-ocmw,9"]
    ),
    (
      "referrals where direction = ocmw-to-vdab | count by benefit",
      ["none,10", "unemployment,10", "sickness,1", "living-wage,6", "equivalent-living-wage,3"]
    ),
    (
      "referrals where direction = ocmw-to-vdab and employed | count by employment",
      ["nec,3", "bnec,3", "art60,4"]
    ),
    (
      "referrals where direction = ocmw-to-vdab and reason-client has ready-regular | count",
      ["20"]
    ),
    (
      """
      referrals where direction = ocmw-to-vdab and reason-client has ready-social \
        and not reason-client has ready-regular | count
      """, ["4"]
    ),
    (
      """
      referrals where direction = ocmw-to-vdab and not reason-client has ready-regular \
        and not reason-client has ready-social | count
      """, ["6"]
    ),
    (
      "referrals where direction = ocmw-to-vdab and reason-client has ready-training | count",
      ["17"]
    ),
    (
      "referrals where direction = ocmw-to-vdab and training-ready is known | count by training-ready",
      ["job-application,9", "vocational,11", "personal,6", "language,1", "other,1"]
    ),
    (
      "referrals where direction = vdab-to-ocmw | count by benefit",
      ["none,1", "unemployment,6", "living-wage,2"]
    ),
    (
      "referrals where followed-up and reason-organisation is known | count by reason-organisation",
      ["other-offers-better,28", "no-tools,12"]
    ),
    ("referrals where followed-up and dutch-native-or-working = no | count", ["12"]),
    ("referrals where followed-up and job-goal | count", ["24"]),
    ("referrals where followed-up and training-12m | count", ["9"]),
    ("referrals where followed-up and experience-12m | count", ["19"]),
  ]

  @Test func everyPublishedFigureComesOut() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    for (sentence, rows) in Self.figures {
      #expect(try program.csv(sentence) == rows, "\(sentence)")
    }
  }

  @Test func theyComeOutOfTheRowsAsOutOfTheSealedColumns() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    // A store that cannot be written keeps no columns, so these are read from the rows.
    try FileManager.default.removeItem(atPath: program.folder + "/store/columns")
    for (sentence, rows) in Self.figures.prefix(12) {
      let answer = try program.run(["--read-only", "--mode", "csv", "-c", sentence])
      #expect(answer.out.split(whereSeparator: \.isNewline).dropFirst().map(String.init) == rows)
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/store/columns"))
  }

  @Test func dutchSaysTheSame() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let english = try program.csv(
      "clients where commune = \"Mortsel\" and mobility >= supported | count by sex")
    let dutch = try program.csv(
      "cliënten waar gemeente = \"Mortsel\" en mobiliteit >= mits-ondersteuning | tel per geslacht")
    #expect(english == dutch)
    #expect(!english.isEmpty)
  }

  @Test func theExamplesInScriptsRun() throws {
    let program = try Program().withDemo().withQuarter()
    defer { program.remove() }
    let folder = Program.root + "/scripts/examples"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let answer = try program.run(["run", "\(folder)/\(name)"])
      #expect(answer.code == 0, "\(name): \(answer.err)")
      #expect(!answer.out.isEmpty)
    }
  }
}
