import Foundation
import Synchronization

/// Messages between host and child over a pair of sockets: a kind, a length, and bytes.
struct FrameSocket: Sendable {
  enum Kind: UInt32 {
    /// A request or a reply as JSON.
    case words = 1
    /// Score what lies in the shared memory; its answer has no bytes, or a place outside the columns
    /// that was named, as JSON.
    case score, scored
    /// The plugin tried what a confined process may not: a kind and a path.
    case denied
  }

  enum Failure: Error {
    /// The other side is gone.
    case closed
    /// Nothing came in time.
    case late
    /// What came is no message.
    case garbled
  }

  /// The most that a message may hold, in bytes: the other side may be hostile.
  private static let limit = 64 << 20

  let file: Descriptor

  /// Two ends; what the first sends must be taken within some seconds.
  static func pair(seconds: Double) throws -> (FrameSocket, other: Descriptor) {
    var pair: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &pair) == 0 else {
      throw PluginManifest.FaultKind(.unreadable(errno))
    }
    let (own, other) = (try Descriptor(pair[0]), try Descriptor(pair[1]))
    var most = timeval(tv_sec: Int(seconds.rounded(.up)), tv_usec: 0)
    guard
      setsockopt(
        own.number, SOL_SOCKET, SO_SNDTIMEO, &most, socklen_t(MemoryLayout<timeval>.size)) == 0
    else { throw PluginManifest.FaultKind(.unreadable(errno)) }
    return (FrameSocket(file: own), other)
  }

  func send(_ kind: Kind, _ bytes: some Collection<UInt8> = []) throws(Failure) {
    var frame: [UInt8] = []
    frame.reserveCapacity(8 + bytes.count)
    for number in [kind.rawValue, UInt32(truncatingIfNeeded: bytes.count)] {
      withUnsafeBytes(of: number) { frame.append(contentsOf: $0) }
    }
    frame.append(contentsOf: bytes)
    var start = 0
    while start < frame.count {
      let sent = frame.withUnsafeBytes {
        Glibc.send(
          file.number, $0.baseAddress.map { $0 + start }, $0.count - start, Int32(MSG_NOSIGNAL))
      }
      if sent < 0, errno == EINTR { continue }
      if sent < 0, errno == EAGAIN { throw .late }
      guard sent > 0 else { throw .closed }
      start += sent
    }
  }

  /// - Parameter seconds: how long to wait in all; nil for ever.
  func receive(within seconds: Double?) throws(Failure) -> (kind: Kind, bytes: [UInt8]) {
    let end = seconds.map { ContinuousClock.now + .seconds($0) }
    let head = try read(8, until: end)
    let numbers = head.withUnsafeBytes {
      ($0.loadUnaligned(as: UInt32.self), $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    }
    guard let kind = Kind(rawValue: numbers.0), Int(numbers.1) <= FrameSocket.limit else {
      throw .garbled
    }
    return (kind, try read(Int(numbers.1), until: end))
  }

  private func read(_ count: Int, until end: ContinuousClock.Instant?) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var start = 0
    while start < count {
      if let end {
        let left = end - ContinuousClock.now
        let milliseconds =
          left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
        guard milliseconds > 0 else { throw .late }
        var waiting = pollfd(fd: file.number, events: Int16(POLLIN), revents: 0)
        let ready = poll(&waiting, 1, Int32(clamping: milliseconds))
        if ready < 0, errno == EINTR { continue }
        guard ready > 0 else { throw .late }
      }
      let got = bytes.withUnsafeMutableBytes {
        recv(file.number, $0.baseAddress.map { $0 + start }, $0.count - start, 0)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw .closed }
      start += got
    }
    return bytes
  }
}

extension FrameSocket {
  func send(_ message: some Encodable) throws {
    try send(.words, try JSONEncoder().encode(message))
  }
}
