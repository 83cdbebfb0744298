import Foundation
import Language
import TestSupport
import Testing

@testable import Session

/// A file that was asked for and not made is told, by words and by the exit code.
@Suite struct RequiredExportTests {
  private func store() throws -> ESFStore {
    let store = try ESFStore()
    try store.takePeople("client,filled-on,sex\nP1,2012-01-01,f\n")
    try store.take("client,operation,entered-on\nP1,OP1,2012-02-01\n")
    return store
  }

  @Test func aScriptGoesOnAndEndsWithFour() throws {
    let store = try store()
    let path = store.path("q3.csv")
    let answer = try store.run(
      """
      clients | export esf "\(path)" period 2012Q3
      participations | count
      """)
    #expect(answer.code == 4)
    #expect(answer.told == "\(path) not written: no participation in this period\n")
    #expect(answer.out.contains("1"))
    #expect(!FileManager.default.fileExists(atPath: path))
    // The next script begins anew.
    #expect(try store.run("clients | export esf \"\(path)\" period 2012Q1").code == 0)
  }

  @Test func inALoopToo() throws {
    let store = try store()
    let path = store.path("{s}.csv")
    let answer = try store.run(
      "for s in (clients | distinct sex) { clients | export esf \"\(path)\" period 2012Q3 }")
    #expect(answer.code == 4, "\(answer.told)")
  }

  @Test func anOlderFileIsNotTakenForTheOneThatWasAskedFor() throws {
    let store = try store()
    try store.base.folder.write("q3.csv", "of yesterday")
    let path = store.path("q3.csv")
    let answer = try store.run("clients | export esf \"\(path)\" overwrite period 2012Q3")
    #expect(answer.code == 4)
    #expect(
      answer.told.contains("note: \(path) is of an earlier time, not of now"), "\(answer.told)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "of yesterday")
    let must = try store.run("cliënten | exporteer esf \"\(path)\" verplicht periode 2012Q3", .nl)
    #expect(must.code == 1)
    #expect(
      must.told.contains("E393 \(path) moest er komen en is niet gemaakt: geen deelname"),
      "\(must.told)")
    #expect(must.told.contains("let op: \(path) is van een vorige keer, niet van nu"))
  }

  @Test(arguments: ["csv", "json", "xlsx", "html", "fhir"])
  func whereItMustComeNoRowsFail(format: String) throws {
    let store = try store()
    let path = store.path("x")
    let answer = try store.run(
      "clients where sex = m | export \(format) \"\(path)\" must; clients | count")
    #expect(answer.code == 1 && answer.out.isEmpty)
    #expect(answer.told.contains("E393"), "\(answer.told)")
    #expect(!FileManager.default.fileExists(atPath: path))
    // Without the word a table of no rows is a table.
    #expect(try store.run("clients where sex = m | export \(format) \"\(path)\"").code == 0)
    #expect(try store.run("clients | export \(format) \"\(path)\" must overwrite").code == 0)
  }
}
