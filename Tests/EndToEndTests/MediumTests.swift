import Foundation
import TestSupport
import Testing

/// The built program where the disk is full or nothing can be written. That needs mounts of its
/// own, or another user: only root can make them, and not everywhere.
@Suite struct MediumTests {
  static let canMount = sh("mount -t tmpfs none /mnt && mount -o remount,ro /mnt")
  static let canBeAnother = geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0

  private static func sh(_ script: String) -> Bool {
    guard geteuid() == 0 else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["-m", "/bin/sh", "-c", script]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// Runs a script of the shell with mounts of its own; `$D` is the program.
  private func run(_ program: Program, _ script: String) throws -> Program.Answer {
    try program.run(
      ["-m", "/bin/sh", "-c", "D=\(program.binaries)/drempel; " + script],
      by: "/usr/bin/unshare")
  }

  @Test(.enabled(if: canMount, "only root can mount, and not everywhere"))
  func aStoreOnAReadOnlyMediumIsRead() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let store = "\(program.folder)/store"
    let before = try FileManager.default.contentsOfDirectory(atPath: store).sorted()
    let answer = try run(
      program,
      """
      mount --bind \(store) \(store) && mount -o remount,ro,bind \(store) || exit 9
      $D --read-only --mode csv -c 'clients where mobility = blocking | count'
      $D --read-only store check || exit 8
      $D -c 'record T014 mobility = none'
      """)
    let expected = try program.csv("clients where mobility = blocking | count")
    #expect(answer.out.contains("count\r\n\(expected[0])\r\n"), "\(answer.out)\(answer.err)")
    #expect(answer.out.contains("clean: 63 clients"), "\(answer.out)\(answer.err)")
    #expect(answer.code == 1 && answer.err.hasPrefix("E305 "), "\(answer.err)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: store).sorted() == before)
  }

  @Test(.enabled(if: canBeAnother, "only root can become another"))
  func aStoreInAFolderThatMayNotBeWrittenIsRead() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let folder = program.folder
    let answer = try run(
      program,
      """
      chown -R 65534:65534 \(folder) && chmod 0500 \(folder)/store || exit 9
      as="setpriv --reuid 65534 --regid 65534 --clear-groups"
      $as test -x $D || exit 7
      $as $D --read-only --mode csv -c 'clients | count'
      """)
    // Where others may not even come to the program there is nothing to try.
    if answer.code == 7 { return }
    #expect(answer.code == 0 && answer.out == "count\r\n63\r\n", "\(answer.out)\(answer.err)")
  }

  @Test(.enabled(if: canMount, "only root can mount, and not everywhere"))
  func aFullDiskIsSaidAtOpeningAndAtEveryMomentAfterIt() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let answer = try run(
      program,
      """
      cp -a store copy && mount -t tmpfs -o size=2m none store && cp -a copy/. store/ || exit 9
      cat /dev/zero > store/ballast 2>/dev/null
      $D -c 'record T014 mobility = none'; echo "code $?"
      $D -c 'clients | show client, commune | export csv "store-full.csv"' ; echo "code $?"
      printf 'assess T016 with mpsa\\nf\\n1980-05-05\\n' | $D; echo "code $?"
      $D --read-only -c 'clients | count'; echo "code $?"
      rm store/ballast; $D store check
      """)
    #expect(answer.out.contains("clean: 63 clients"), "\(answer.out)\(answer.err)")
    let faults = answer.faults.filter { !$0.hasPrefix("E312 ") }
    #expect(faults.isEmpty, "\(answer.err)")
    #expect(answer.err.contains("E312 the disk is full; nothing was changed"), "\(answer.err)")
    #expect(answer.out.contains("code 1"))
  }

  @Test func whoWaitsForABusyStoreIsToldWhose() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let holder = program.process(
      [
        "-c",
        """
        import sqlite3, sys
        c = sqlite3.connect("\(program.folder)/store/store.db", isolation_level=None)
        c.execute("BEGIN IMMEDIATE")
        print("held", flush=True)
        sys.stdin.read()
        """,
      ], by: "/usr/bin/python3")
    guard access("/usr/bin/python3", X_OK) == 0 else { return }
    let (out, into) = (Pipe(), Pipe())
    (holder.standardOutput, holder.standardInput) = (out, into)
    try holder.run()
    try #require(!out.fileHandleForReading.availableData.isEmpty)
    let waiting = program.process(["-c", "record T014 mobility = none"])
    let (errors, told) = (Pipe(), Pipe())
    (waiting.standardError, waiting.standardOutput) = (errors, told)
    try waiting.run()
    let words = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(words.contains("(\(holder.processIdentifier)), "), "\(words)")
    #expect(words.contains("waiting 30 s at most, Ctrl-C stops"), "\(words)")
    try into.fileHandleForWriting.close()
    waiting.waitUntilExit()
    holder.waitUntilExit()
    #expect(waiting.terminationStatus == 0, "once the other is done it goes on")
  }
}
