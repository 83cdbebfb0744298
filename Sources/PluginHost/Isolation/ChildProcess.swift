import CSystem
import Foundation

/// How a child is ended, and what its end says.
enum ChildProcess {
  /// Kills it and buries it.
  static func finish(_ child: pid_t) {
    kill(child, SIGKILL)
    _ = status(of: child, waits: true)
  }

  /// The status of a child that hung up: it is given a moment to die of itself.
  static func ended(_ child: pid_t) -> Int32? {
    for _ in 0..<200 {
      if let status = status(of: child, waits: false) { return status }
      usleep(5_000)
    }
    finish(child)
    return nil
  }

  static func fault(
    _ status: Int32?, _ phase: PluginFault.Phase, megabytes: Int
  ) -> PluginFault.Kind {
    guard let status else { return .crashed(signal: 0, phase) }
    let signal = status & 0x7F
    // Where a thread held back all signals, what it may not do ends it at once.
    if signal == SIGSYS { return .forbidden(.other, path: "") }
    if signal != 0 { return .crashed(signal: signal, phase) }
    if status >> 8 & 0xFF == Int32(DREMPEL_EXIT_MEMORY) {
      return .tooMuchMemory(megabytes: megabytes)
    }
    return .crashed(signal: 0, phase)
  }

  private static func status(of child: pid_t, waits: Bool) -> Int32? {
    var status: Int32 = 0
    while true {
      let found = waitpid(child, &status, waits ? 0 : WNOHANG)
      if found == child { return status }
      if found == 0 || errno != EINTR { return nil }
    }
  }
}
