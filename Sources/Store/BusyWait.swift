import Foundation
import Synchronization

/// What is done while another program has the store.
package struct BusyWait: Sendable {
  /// How many milliseconds at most.
  package var limit = 30_000
  /// Whether somebody said stop.
  package var isStopped: @Sendable () -> Bool = { false }
  /// Is told once for each wait that a person would notice.
  package var tell: @Sendable (_ holder: BusyHolder?, _ seconds: Int) -> Void = { _, _ in }

  package init() {}
}

/// The program that writes to the store just now.
package struct BusyHolder: Hashable, Sendable {
  package let process: Int32
  /// The name under which it was started.
  package let program: String
  /// Whose it is.
  package let user: String

  /// Nil when nobody can tell: it may run elsewhere, or be gone by now.
  init?(of folder: String) {
    var status = stat()
    guard stat(folder + "/store.db-shm", &status) == 0,
      let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return nil }
    // As `1: POSIX  ADVISORY  WRITE 1234 fd:01:5678 120 120`.
    for line in locks.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words.contains("WRITE"),
        let place = words.firstIndex(of: "WRITE"), words.count > place + 2,
        let process = Int32(words[place + 1]), process > 0, process != getpid(),
        let node = words[place + 2].split(separator: ":").last.flatMap({ UInt64($0) }),
        node == UInt64(status.st_ino),
        let name = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
      else { continue }
      self.process = process
      program = name.trimmingCharacters(in: .whitespacesAndNewlines)
      var own = stat()
      let entry = stat("/proc/\(process)", &own) == 0 ? getpwuid(own.st_uid) : nil
      user = entry.map { String(cString: $0.pointee.pw_name) } ?? "\(own.st_uid)"
      return
    }
    return nil
  }
}

/// Waits for the store in small steps, so that it can be told and stopped.
final class BusyHandler: Sendable {
  let wait: BusyWait
  private let folder: String
  private let limit: Mutex<Int>

  /// Milliseconds of a step, and after how many of them it is told.
  private static let step = 20
  private static let patience = 15

  init(_ wait: BusyWait, folder: String) {
    self.wait = wait
    self.folder = folder
    limit = Mutex(wait.limit)
  }

  /// Another limit for a while; gives the one that was.
  func change(limit milliseconds: Int) -> Int {
    limit.withLock { limit in
      defer { limit = milliseconds }
      return limit
    }
  }

  /// Whether to try again, after so many times.
  func goesOn(after tries: Int) -> Bool {
    let limit = limit.withLock { $0 }
    if wait.isStopped() || tries * BusyHandler.step >= limit { return false }
    if tries == BusyHandler.patience { wait.tell(BusyHolder(of: folder), limit / 1000) }
    usleep(UInt32(BusyHandler.step * 1000))
    return true
  }
}
