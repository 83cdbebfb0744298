import Foundation
import Testing

/// Figures that are reported, after what they rest on was said anew.
@Suite struct CorrectedFigureTests {
  /// How many participants a quarter counts, women and men.
  private func participants(
    _ source: String, _ period: String, in program: Program
  ) throws -> [String] {
    let file = "\(program.folder)/esf.csv"
    let sentence = "\(source) | export esf \"\(file)\" overwrite period \(period) for \"check\""
    let answer = try program.run(["-c", sentence])
    try #require(answer.code == 0 || answer.code == 4, "\(answer.err)")
    let text = try? String(
      contentsOfFile: "\(program.folder)/esf.indicators.csv", encoding: .utf8)
    try? FileManager.default.removeItem(atPath: "\(program.folder)/esf.indicators.csv")
    let line = text?.split(whereSeparator: \.isNewline).first { $0.hasPrefix("EECO01,") }
    return line.map { $0.split(separator: ",").dropFirst(2).prefix(2).map(String.init) } ?? []
  }

  @Test func aParticipationCountsOnTheDayThatIsSaidNowAndThenOnThatWhichWasSaidThen() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let rows = """
      client,operation,entered-on,labour-status,education
      T020,OP1,2012-06-20,unemployed,secondary-3-general
      T021,OP1,2012-06-20,unemployed,secondary-3-general

      """
    let file = "\(program.folder)/participations.csv"
    try rows.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try program.run(["import", file, "--as", "participations"]).code == 0)
    let link = try #require(
      try program.csv("audit | show number | sort number desc | first 1").last)
    #expect(try participants("clients", "2012Q2", in: program) == ["1", "1"])
    let correct = "correct #64 on 2012-07-20 because \"a month later\""
    #expect(try program.run(["-c", correct]).code == 0)
    #expect(try participants("clients", "2012Q2", in: program) == ["0", "1"])
    #expect(try participants("clients", "2012Q3", in: program) == ["1", "0"])
    #expect(try participants("clients as known at \(link)", "2012Q2", in: program) == ["1", "1"])
    // Two codes that are one person are one participant of an operation.
    #expect(try program.run(["-c", "merge T021 into T020 because \"one\""]).code == 0)
    #expect(try participants("clients", "2012", in: program).compactMap(Int.init).reduce(0, +) == 1)
    #expect(try program.run(["-c", "unmerge T021 because \"two\""]).code == 0)
    #expect(try participants("clients", "2012", in: program) == ["1", "1"])
  }
}
