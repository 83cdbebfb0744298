#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes to an open file in large pieces; nothing is written at the end without ``flush()``.
///
/// A pipe whose reader went away gives ``ExchangeError/Kind/closedPipe`` when the process ignores
/// SIGPIPE.
package final class FileSink: ByteSink {
  let descriptor: Int32
  private let path: String
  private let tap: ((UnsafeRawBufferPointer) -> Void)?
  /// Makes visible what must not reach a terminal; nil for files and pipes, which get the bytes.
  private let border: TerminalBorder?
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var count = 0
  /// How many bytes the file has been given.
  package private(set) var written = 0

  /// The descriptor stays the caller's to close.
  ///
  /// - Parameters:
  ///   - isSeen: whether people see the bytes as they come.
  ///   - tap: is given all bytes in the order in which they are written, for a digest.
  package init(
    descriptor: Int32, path: String, isSeen: Bool = false,
    tap: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) {
    border = isSeen ? TerminalBorder() : nil
    self.descriptor = descriptor
    self.path = path
    self.tap = tap
  }

  package static func standardOutput(
    tap: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) -> FileSink {
    FileSink(descriptor: STDOUT_FILENO, path: "-", isSeen: isatty(STDOUT_FILENO) == 1, tap: tap)
  }

  deinit { buffer.deallocate() }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    if bytes.count > buffer.count - count { try drain() }
    if bytes.count >= buffer.count { return try put(bytes) }
    UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  private func drain() throws {
    let pending = count
    count = 0
    try put(UnsafeRawBufferPointer(rebasing: buffer[..<pending]))
  }

  package func flush() throws {
    try drain()
    if let rest = border?.rest(), !rest.isEmpty { try rest.withUnsafeBytes(send) }
  }

  /// Reads what another writer put in the file, as if it had been written here.
  ///
  /// - Throws: what `check` throws, ``ExchangeError``.
  func takeIn(_ check: (UnsafeRawBufferPointer) throws -> Void) throws {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw ExchangeError(number: errno, path: path) }
    let size = Int(facts.st_size)
    guard size > 0, let map = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0),
      map != MAP_FAILED
    else { throw ExchangeError(size > 0 ? .inputOutput : .diskFull, path: path) }
    defer { munmap(map, size) }
    let bytes = UnsafeRawBufferPointer(start: map, count: size)
    try check(bytes)
    written += size
    for start in stride(from: 0, to: size, by: 1 << 20) {
      tap?(UnsafeRawBufferPointer(rebasing: bytes[start..<min(size, start + 1 << 20)]))
    }
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws {
    if let border {
      try border.shown(bytes).withUnsafeBytes(send)
    } else {
      try send(bytes)
    }
    written += bytes.count
    if !bytes.isEmpty { tap?(bytes) }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws {
    var place = 0
    while place < bytes.count {
      let part = UnsafeRawBufferPointer(rebasing: bytes[place...])
      #if canImport(Glibc)
        let done = Glibc.write(descriptor, part.baseAddress, part.count)
      #else
        let done = Musl.write(descriptor, part.baseAddress, part.count)
      #endif
      if done >= 0 {
        place += done
      } else if errno != EINTR {
        throw ExchangeError(number: errno, path: path)
      }
    }
  }
}
