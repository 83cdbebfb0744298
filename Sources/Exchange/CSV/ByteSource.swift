import Profile

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the bytes of a csv file come from: as they are, or made into UTF-8 on the way.
final class ByteSource {
  /// So much comes out of a pipe or device at most: it may have no end.
  private static let most = 4 << 30

  private var isBounded = false
  private var taken = 0
  private let path: String
  private let descriptor: Int32
  private let tap: (@Sendable (UnsafeRawBufferPointer) -> Void)?
  /// What was read and not given yet.
  private var memory: ArraySlice<UInt8>
  /// Nil for a file that is UTF-8 with line feeds: its bytes are given as they are read.
  private var transcoder: Transcoder?
  private var isAtEnd = false

  /// How much of a file is looked at to see how it is written.
  private static let headSize = 64 << 10

  /// Whether its bytes are not given as they stand in the file.
  var isTranscoded: Bool { transcoder != nil }

  /// - Throws: ``ExchangeError``; ``EncodingFault`` when it is not what it is said to be.
  init(
    path: String, encoding: TextEncoding? = nil,
    tap: (@Sendable (UnsafeRawBufferPointer) -> Void)?
  ) throws {
    self.path = path
    self.tap = tap
    memory = []
    if path == "-" {
      descriptor = STDIN_FILENO
    } else {
      if path.isEmpty || path.utf8.contains(0) { throw ExchangeError(.badPath, path: path) }
      descriptor = try InputOpening.open(path)
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }
    isBounded = !InputOpening.isFile(descriptor)
    memory = try head()[...]
    try look(encoding)
  }

  init(bytes: [UInt8], encoding: TextEncoding? = nil) throws(EncodingFault) {
    path = ""
    tap = nil
    descriptor = -1
    memory = bytes[...]
    try look(encoding)
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// Fills the buffer as far as there are bytes; gives how many, less than asked at the end only.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if transcoder != nil { return try fillTranscoded(buffer) }
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
    if !memory.isEmpty {
      let part = memory.prefix(buffer.count)
      buffer.copyBytes(from: part)
      memory = memory.dropFirst(part.count)
      return part.count
    }
    guard descriptor >= 0 else { return 0 }
    while true {
      let got = read(descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 { return got }
      if errno != EINTR { throw ExchangeError(number: errno, path: path) }
    }
  }
}

extension ByteSource {
  private func head() throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.headSize)
    let count = try bytes.withUnsafeMutableBytes { buffer in
      var count = 0
      while count < buffer.count {
        let got = try readSome(UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        if got == 0 { break }
        count += got
      }
      return count
    }
    return Array(bytes[..<count])
  }

  private func look(_ said: TextEncoding?) throws(EncodingFault) {
    let head = Array(memory.prefix(Self.headSize))
    guard let (needed, skipped) = try Transcoder.needed(head, said: said) else { return }
    var (transcoder, made) = (needed, [UInt8]())
    tapped(memory)
    memory.dropFirst(skipped).withUnsafeBufferPointer { transcoder.append($0, to: &made) }
    self.transcoder = transcoder
    memory = made[...]
  }

  private func tapped(_ bytes: ArraySlice<UInt8>) {
    if let tap { bytes.withUnsafeBytes { tap($0) } }
  }

  private func fillTranscoded(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var made = Array(memory)
    while made.count < buffer.count, !isAtEnd { try transcodeSome(&made) }
    memory = made.dropFirst(buffer.count)
    buffer.copyBytes(from: made.prefix(buffer.count))
    return min(made.count, buffer.count)
  }

  private func transcodeSome(_ made: inout [UInt8]) throws {
    var bytes = [UInt8](repeating: 0, count: Self.headSize)
    // What is in memory was made already: only the file itself is read.
    memory = []
    let got = try bytes.withUnsafeMutableBytes { try readSome($0) }
    if got > 0 {
      tapped(bytes[..<got])
      bytes[..<got].withUnsafeBufferPointer { transcoder?.append($0, to: &made) }
    } else {
      isAtEnd = true
      try transcoder?.finish(to: &made)
    }
  }
}
