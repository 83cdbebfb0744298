import Foundation

/// Writes to standard output itself. Swift's own way there is diverted at the start, for an instrument
/// in this process may print, and nothing of that may come among results.
func print(_ text: String, terminator: String = "\n") {
  // Whoever read this may have gone: then nobody is told.
  var rest = Array((text + terminator).utf8)[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    if written < 0, errno == EINTR { continue }
    guard written > 0 else { return }
    rest = rest.dropFirst(written)
  }
}
