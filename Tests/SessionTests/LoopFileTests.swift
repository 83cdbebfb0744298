import Foundation
import TestSupport
import Testing

@testable import Session

/// A loop makes a file for each of its values, and none takes the place of another.
@Suite struct LoopFileTests {
  private func store(_ communes: [String]) throws -> ValueStore {
    let store = try ValueStore()
    try store.take(["commune"], communes.map { [$0] })
    return store
  }

  private func loop(_ store: ValueStore, _ body: String, code: Int32) throws -> String {
    try store.run(
      "for p in (clients | distinct commune | sort commune) { \(body) }", code: code)
    return store.told
  }

  private func export(_ store: ValueStore, _ name: String) -> String {
    "clients where commune = p | show commune | export csv \"\(store.here.folder.file(name))\" overwrite"
  }

  @Test func twoValuesWhoseMendedNamesAreOneAreAnErrorAndTheFirstFileStays() throws {
    let store = try store(["Aa/lst", "Aa_lst", "Tielt"])
    let told = try loop(store, export(store, "x_{p}.csv"), code: 1)
    #expect(told.contains("E397"), "\(told)")
    #expect(told.contains("x_Aa_lst.csv"), "\(told)")
    let kept = String(decoding: try store.here.folder.bytes("x_Aa_lst.csv"), as: UTF8.self)
    #expect(kept.contains("Aa/lst") && !kept.contains("Aa_lst"), "\(kept)")
    #expect(!FileManager.default.fileExists(atPath: store.here.folder.file("x_Tielt.csv")))
  }

  @Test func aFileThatDoesNotNameTheValueIsTheSameMistake() throws {
    let store = try store(["Aalst", "Tielt"])
    #expect(try loop(store, export(store, "x.csv"), code: 1).contains("E397"))
    #expect(symlink("y_Aalst.csv", store.here.folder.file("y_Tielt.csv")) == 0)
    #expect(try loop(store, export(store, "y_{p}.csv"), code: 1).contains("E397"))
  }

  @Test func theNextRunOfALoopWritesItsFilesAnew() throws {
    let store = try store(["Aa/lst", "Tielt"])
    for _ in 0..<2 {
      #expect(try !loop(store, export(store, "x_{p}.csv"), code: 0).contains("E397"))
    }
    // Whoever writes a file twice in one turn says so.
    let twice = "\(export(store, "x_{p}.csv")); \(export(store, "x_{p}.csv"))"
    #expect(try !loop(store, twice, code: 0).contains("E397"))
    try store.run(
      "for p in (clients | distinct commune) { for q in (clients | distinct commune) { "
        + "\(export(store, "z_{p}_{q}.csv")) } }")
    try store.run(
      "for p in (clients | distinct commune) { for q in (clients | distinct commune) { "
        + "\(export(store, "z_{q}.csv")) } }", code: 1)
  }
}
