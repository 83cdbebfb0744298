import Foundation

/// Another mask for new files. It is of the whole program, so one test has it at a time.
package final class Mask {
  private static let turn = DispatchSemaphore(value: 1)
  private let usual: mode_t

  package init(_ mask: mode_t) {
    Mask.turn.wait()
    usual = umask(mask)
  }

  package func end() {
    umask(usual)
    Mask.turn.signal()
  }
}
