import Foundation
import Testing

/// What is acknowledged is on the disk: kill -9 cannot show that, the order of system calls can.
@Suite struct DurabilityTests {
  static let tracer = "/usr/bin/strace"

  /// Some places that build for others forbid one program to watch another.
  static var canTrace: Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tracer)
    process.arguments = ["-o", "/dev/null", "/bin/true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test(.enabled(if: canTrace, "strace is missing or may not watch programs here"))
  func anAcknowledgementFollowsTheDisk() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let trace = program.folder + "/trace"
    let process = program.process([
      "-f", "-o", trace, "-e", "trace=openat,pwrite64,write,fdatasync,fsync",
      "\(program.binaries)/drempel", "-c", "record T014 mobility = none",
    ])
    process.executableURL = URL(fileURLWithPath: DurabilityTests.tracer)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    let opened = try #require(calls.last { $0.contains("/store.db-wal\"") })
    let log = try #require(opened.split(separator: " ").last)
    let told = try #require(calls.firstIndex { $0.contains("write(1, \"recorded: T014") })
    let written = try #require(calls[..<told].lastIndex { $0.contains("pwrite64(\(log),") })
    #expect(calls[written..<told].contains { $0.contains("sync(\(log))") })
  }

  /// The first draft of a client is a new name: without its folder it would be gone after a cut.
  @Test(.enabled(if: canTrace, "strace is missing or may not watch programs here"))
  func aDraftIsOnTheDiskWithItsName() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let trace = program.folder + "/trace"
    let answer = try program.run(
      [
        "-f", "-o", trace, "-e", "trace=openat,rename,renameat,renameat2,fsync",
        "\(program.binaries)/drempel",
      ], input: "assess T016 with mpsa\nf\n1980-05-05\n", by: DurabilityTests.tracer)
    let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    let named = calls.indices.filter {
      calls[$0].contains("rename") && calls[$0].contains("/drafts/T016--mpsa\"")
    }
    try #require(!named.isEmpty, "\(answer.err)")
    for (place, call) in named.enumerated() {
      let end = place + 1 < named.count ? named[place + 1] : calls.count
      let opened = calls[call..<end].first { $0.contains("/drafts\", O_RDONLY") }
      let folder = opened?.split(separator: " ").last ?? "none"
      #expect(calls[call..<end].contains { $0.contains("fsync(\(folder))") })
    }
  }
}
