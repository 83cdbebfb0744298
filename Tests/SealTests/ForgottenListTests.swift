import Foundation
import Testing

@testable import Seal

/// The list of forgotten clients that lies beside a key file.
@Suite struct ForgottenListTests {
  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "drempel-list-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/abc.forgotten")
  }

  @Test func itHoldsWhoWasAddedOnceAndNoCodeInClear() throws {
    try withPath { path in
      let list = ForgottenList(.random(), store: "abc", path: path)
      #expect(try list.read() == nil)
      for code in ["T001", "T002", "T001"] { try list.add(code) }
      #expect(try list.read() == [list.code(of: "T001"), list.code(of: "T002")])
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(!text.contains("T00"))
      #expect(text.split(separator: "\n").count == 3)
      var status = stat()
      #expect(lstat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }
  }

  @Test func anotherKeyOrStoreHasOtherCodes() {
    let master = MasterKey.random()
    let code = ForgottenList(master, store: "abc", path: "").code(of: "T001")
    #expect(ForgottenList(master, store: "abd", path: "").code(of: "T001") != code)
    #expect(ForgottenList(.random(), store: "abc", path: "").code(of: "T001") != code)
    #expect(ForgottenList(master, store: "abc", path: "").code(of: "T002") != code)
  }

  @Test func whatACrashCutOffIsAddedAgain() throws {
    let master = MasterKey.random()
    try withPath { path in
      let list = ForgottenList(master, store: "abc", path: path)
      try list.add("T001")
      try list.add("T002")
      let whole = try String(contentsOfFile: path, encoding: .utf8)
      for length in 0..<whole.utf8.count {
        try String(whole.prefix(length)).write(toFile: path, atomically: false, encoding: .utf8)
        try list.add("T002")
        try list.add("T003")
        let found = try #require(try list.read())
        #expect(found.contains(list.code(of: "T002")) && found.contains(list.code(of: "T003")))
        #expect(found.isSubset(of: ["T001", "T002", "T003"].map(list.code(of:))), "\(length)")
      }
    }
  }

  @Test func aStrangeListIsRefused() throws {
    try withPath { path in
      let list = ForgottenList(.random(), store: "abc", path: path)
      let code = String(repeating: "a", count: 32)
      for (text, line) in [
        ("drempel-forgotten 1 abd\n\(code)\n", 1), ("\(code)\n", 1),
        ("drempel-forgotten 1 abc\n\(code)a\n", 2),
        ("drempel-forgotten 1 abc\n\(code)\nhello, this is some other file altogether\n", 3),
      ] {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        chmod(path, 0o600)
        #expect(throws: SealError(.listMalformed, path: path, line: line)) { try list.read() }
      }
      chmod(path, 0o644)
      #expect(throws: SealError(.keyFileOpenToOthers, path: path)) { try list.read() }
    }
  }
}
