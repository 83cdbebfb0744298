/// Where finished bytes go.
package protocol ByteSink: AnyObject {
  /// - Throws: ``ExchangeError`` when the bytes cannot be kept.
  func write(_ bytes: UnsafeRawBufferPointer) throws

  /// Hands everything on that is still held back.
  ///
  /// - Throws: ``ExchangeError`` when the bytes cannot be kept.
  func flush() throws
}

extension ByteSink {
  /// - Throws: ``ExchangeError`` when the bytes cannot be kept.
  package func write(_ text: String) throws {
    var copy = text
    try copy.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }
}

/// Keeps the bytes in memory.
package final class MemorySink: ByteSink {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

  package func flush() {}
}

/// Hands on what is written until somebody says stop.
package final class StoppableSink: ByteSink {
  private let sink: any ByteSink
  private let isStopped: () -> Bool

  package init(_ sink: any ByteSink, isStopped: @escaping () -> Bool) {
    self.sink = sink
    self.isStopped = isStopped
  }

  /// - Throws: `CancellationError` once it was stopped.
  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    if isStopped() { throw CancellationError() }
    try sink.write(bytes)
  }

  package func flush() throws { try sink.flush() }
}
