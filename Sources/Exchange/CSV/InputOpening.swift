#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Opens what is to be read: a file, a pipe that somebody writes to, standard input.
enum InputOpening {
  /// How many milliseconds a pipe waits for who writes to it.
  private static let patience = 30_000

  /// - Throws: ``ExchangeError``; `CancellationError` when a signal came while it waited.
  static func open(_ path: String) throws -> Int32 {
    // Without this it would wait for ever for the other end of a pipe.
    let file = Self.opened(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    if file < 0 { throw ExchangeError(number: errno, path: path) }
    do {
      try awaitBytes(file, path)
    } catch {
      close(file)
      throw error
    }
    let flags = fcntl(file, F_GETFL)
    _ = fcntl(file, F_SETFL, flags & ~O_NONBLOCK)
    return file
  }

  static func isFile(_ file: Int32) -> Bool {
    var facts = stat()
    return fstat(file, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  private static func opened(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags)
    #else
      Musl.open(path, flags)
    #endif
  }

  /// Waits until somebody writes to a pipe.
  private static func awaitBytes(_ file: Int32, _ path: String) throws {
    var facts = stat()
    guard fstat(file, &facts) == 0 else { throw ExchangeError(number: errno, path: path) }
    switch facts.st_mode & S_IFMT {
    case S_IFDIR: throw ExchangeError(.isFolder, path: path)
    // A pipe without a name has its writer already, who may take his time.
    case S_IFIFO where FilePlace.real(path) != nil: break
    default: return
    }
    var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    let found = poll(&waiting, 1, Int32(patience))
    if found < 0, errno == EINTR { throw CancellationError() }
    if found == 0 { throw ExchangeError(.nobodyWrites, path: path) }
  }
}

/// A file or pipe that is read as a whole.
package enum WholeFile {
  /// - Parameters:
  ///   - limit: the most bytes that it may have.
  ///   - isCut: whether of a longer one the beginning is given, longer than the limit.
  /// - Throws: ``ExchangeError``, `tooLong` when there are more.
  package static func read(_ path: String, limit: Int, isCut: Bool = false) throws -> [UInt8] {
    let source = try ByteSource(path: path, tap: nil)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16) + 1)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try source.fill($0) }
      bytes += buffer[..<count]
      if bytes.count > limit, isCut { return bytes }
      if bytes.count > limit { throw ExchangeError(.tooLong, path: path) }
      if count < buffer.count { return bytes }
    }
  }

  /// Whether reading a path twice gives the same: not so with a pipe.
  package static func canBeReadAgain(_ path: String) -> Bool {
    var facts = stat()
    return path != "-" && stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }
}
