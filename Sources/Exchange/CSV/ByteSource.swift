#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the bytes of a csv file come from.
final class ByteSource {
  /// So much comes out of a pipe or device at most: it may have no end.
  private static let most = 4 << 30

  private var isBounded = false
  private var taken = 0
  private let path: String
  private let descriptor: Int32
  private let tap: (@Sendable (UnsafeRawBufferPointer) -> Void)?
  private var memory: ArraySlice<UInt8>

  init(path: String, tap: (@Sendable (UnsafeRawBufferPointer) -> Void)?) throws {
    self.path = path
    self.tap = tap
    memory = []
    if path == "-" {
      descriptor = STDIN_FILENO
      isBounded = !InputOpening.isFile(descriptor)
      return
    }
    if path.isEmpty || path.utf8.contains(0) { throw ExchangeError(.badPath, path: path) }
    descriptor = try InputOpening.open(path)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    isBounded = !InputOpening.isFile(descriptor)
  }

  init(bytes: [UInt8]) {
    path = ""
    tap = nil
    descriptor = -1
    memory = bytes[...]
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// Fills the buffer as far as there are bytes; gives how many, less than asked at the end only.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while count < buffer.count {
      let got = try readSome(UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if got == 0 { break }
      count += got
    }
    taken += count
    if isBounded, taken > ByteSource.most { throw ExchangeError(.endless, path: path) }
    if let tap, count > 0 { tap(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    return count
  }

  private func readSome(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard descriptor >= 0 else {
      let part = memory.prefix(buffer.count)
      buffer.copyBytes(from: part)
      memory = memory.dropFirst(part.count)
      return part.count
    }
    while true {
      let got = read(descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 { return got }
      if errno != EINTR { throw ExchangeError(number: errno, path: path) }
    }
  }
}
