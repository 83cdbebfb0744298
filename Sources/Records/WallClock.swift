import Foundation

/// What time it is; handed in from where the program begins, so that a test can say.
package struct WallClock: Sendable {
  /// Seconds since 1970-01-01 00:00 UTC.
  package let now: @Sendable () -> Int64

  package init(_ now: @escaping @Sendable () -> Int64) { self.now = now }

  /// The machine's own.
  package static let system = WallClock { Int64(time(nil)) }
}
