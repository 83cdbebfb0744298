import Foundation
import Testing

@testable import Session

/// What the codebook says of each column.
@Suite struct CodebookTests {
  @Test func whatIsAnsweredByCodesHasTheirList() throws {
    let trial = try TrialSession(clients: 0)
    let answer = trial.run("codebook", .json)
    let rows =
      try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [[String: Any]] ?? []
    let coded = rows.filter { ["code", "codes"].contains($0["type"] as? String) }
    #expect(coded.count > 100)
    for row in coded {
      #expect((row["codes"] as? String)?.isEmpty == false, "\(row["name"] ?? "")")
    }
  }
}
