import Foundation
import InstrumentKit
import Synchronization

/// One line on a terminal while work takes long and says nothing; it goes before anything is said.
final class Progress: Sendable {
  private struct State {
    var quietSince: ContinuousClock.Instant
    var isShown = false
    var hasEnded = false
  }

  private static let patience: Duration = .milliseconds(500)

  private let tongue: Tongue
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>
  private let ended = DispatchSemaphore(value: 0)

  init(_ tongue: Tongue) {
    self.tongue = tongue
    start = .now
    state = Mutex(State(quietSince: start))
    Thread.detachNewThread { [self] in
      while ended.wait(timeout: .now() + .milliseconds(500)) == .timedOut { tick() }
    }
  }

  private func tick() {
    state.withLock { state in
      if state.hasEnded || .now - state.quietSince < Progress.patience { return }
      let seconds = (.now - start).components.seconds
      let stops = tongue == .nl ? "Ctrl-C stopt" : "Ctrl-C stops"
      Standard.steer("\r… \(seconds) s · \(stops)\u{1B}[K")
      state.isShown = true
    }
  }

  /// Takes the line away, for something else is said now.
  func rest() { rest(ends: false) }

  func end() {
    rest(ends: true)
    ended.signal()
  }

  private func rest(ends: Bool) {
    state.withLock { state in
      if state.isShown { Standard.steer("\r\u{1B}[K") }
      state.isShown = false
      state.hasEnded = state.hasEnded || ends
      state.quietSince = .now
    }
  }
}
