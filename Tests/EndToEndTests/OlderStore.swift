import Foundation
import Testing

/// A store that an earlier version of the program made, kept as it was, in a place of its own.
///
/// `said.csv` is what that very program answered then. All were made of the same few invented
/// clients:
///
/// - M01 employed through art60 in March, not employed in September;
/// - M02 a foreign diploma that is recognised, then a Belgian master;
/// - M03 justice blocking for prison, then an MPSA of addiction alone;
/// - M04 referrals of two directions, the first with a reason;
/// - M05 one referral and one action, told of twice;
/// - M06 mobility none by itself, and after that supported by an MPSA of the same day;
/// - M07 a category, and nothing on whether somebody is registered;
/// - M08 employed, and later a level alone;
/// - M09 justice blocking for prison, then none, then blocking;
/// - M10 all instruments, a decision, a consent, a participation and a draft, as far as there were;
/// - M12 forgotten, as soon as that could be;
/// - M13 moved house.
struct OlderStore {
  static let frozen = Program.root + "/Tests/StoreTests/Frozen"
  static let question =
    "clients | show client, employed, employment, vdab-registered, vdab-category, followed-up, "
    + "direction, stream, reason-client, diploma, diploma-belgian, diploma-recognised, commune, "
    + "mobility, justice, addiction, relationships, care-duty, justice.prison, street, house-number"

  let version: String
  private(set) var program: Program
  var folder: String { program.folder + "/store" }

  init(_ version: String) throws {
    self.version = version
    program = try Program()
    program.environment["DREMPEL_KEY_FILE"] = program.folder + "/store.key"
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder + "/drafts", withIntermediateDirectories: true)
    let from = "\(OlderStore.frozen)/\(version)"
    var files = [("store.db", "store/store.db"), ("store.key", "store.key")]
    files.append(("store.forgotten", "store.forgotten"))
    for draft in (try? manager.contentsOfDirectory(atPath: "\(from)/drafts")) ?? [] {
      files.append(("drafts/\(draft)", "store/drafts/\(draft)"))
    }
    for (name, place) in files where manager.fileExists(atPath: "\(from)/\(name)") {
      try manager.copyItem(atPath: "\(from)/\(name)", toPath: "\(program.folder)/\(place)")
      chmod("\(program.folder)/\(place)", 0o600)
    }
  }

  func remove() { program.remove() }

  /// What the program answered that made the store: cells by client and column.
  func said() throws -> [String: [String: String]] {
    OlderStore.cells(
      try String(contentsOfFile: "\(OlderStore.frozen)/\(version)/said.csv", encoding: .utf8))
  }

  /// What today's program answers to the same question.
  func says() throws -> [String: [String: String]] {
    let answer = try program.run(["--mode", "csv", "-c", OlderStore.question])
    try #require(answer.code == 0, "\(answer.err)")
    return OlderStore.cells(answer.out)
  }

  private static func cells(_ text: String) -> [String: [String: String]] {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let names = lines.first else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: lines.dropFirst().map {
        ($0[0], Dictionary(uniqueKeysWithValues: zip(names.dropFirst(), $0.dropFirst())))
      })
  }

  struct Report: Decodable {
    struct Change: Decodable {
      let client: String
      let kind: String
      let name: String
      let before: String?
      let after: String?
      let reason: String
      let question: String?
      let on: String?

      var line: String {
        [client, name, "\(before ?? "-")>\(after ?? "-")", reason, question, on]
          .compactMap(\.self).joined(separator: " ")
      }
    }
    let from: Int?
    let to: Int
    let clients: Int
    let different: Int
    let changes: [Change]
  }

  func report() throws -> Report {
    let answer = try program.run(["--mode", "json", "store", "migrate", "--dry"])
    try #require(answer.code == 0, "\(answer.err)")
    return try JSONDecoder().decode(Report.self, from: Data(answer.out.utf8))
  }
}
