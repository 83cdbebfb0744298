import Profile
import Synchronization

/// A csv file cut into blocks of whole rows, which threads may take and read side by side.
///
/// Memory stays flat: one block at a time is read, and lives as long as its taker keeps it.
package final class CSVBlocks: Sendable {
  package let header: CSVHeader
  package let limits: CSVLimits
  private let cutter: Mutex<BlockCutter>

  /// Opens a file, or standard input when the path is `-`, and reads its header.
  ///
  /// - Parameters:
  ///   - encoding: how its characters are written; nil for UTF-8, or what a mark at its start says.
  ///   - blockSize: bytes per block; a block holds more when its last row needs it.
  ///   - tap: is given all bytes of the file in their order, for a digest.
  /// - Throws: ``ExchangeError`` when the file cannot be read, ``CSVFault`` when the header
  ///   cannot, ``EncodingFault`` when it is written in another encoding.
  package convenience init(
    path: String, encoding: TextEncoding? = nil, limits: CSVLimits = CSVLimits(),
    blockSize: Int = 1 << 20, tap: (@Sendable (UnsafeRawBufferPointer) -> Void)? = nil
  ) throws {
    let source = try ByteSource(path: path, encoding: encoding, tap: tap)
    try self.init(
      source, limits: limits, blockSize: blockSize, isEscaped: CSVDialect.isEscaped(path))
  }

  /// Reads bytes that are in memory already.
  ///
  /// - Parameter firstLine: what its first line is called.
  /// - Throws: ``CSVFault`` when the header cannot be read.
  package convenience init(
    bytes: [UInt8], encoding: TextEncoding? = nil, limits: CSVLimits = CSVLimits(),
    blockSize: Int = 1 << 20, isEscaped: Bool = false, firstLine: Int = 1
  ) throws {
    try self.init(
      ByteSource(bytes: bytes, encoding: encoding), limits: limits, blockSize: blockSize,
      isEscaped: isEscaped, firstLine: firstLine)
  }

  private init(
    _ source: sending ByteSource, limits: CSVLimits, blockSize: Int, isEscaped: Bool,
    firstLine: Int = 1
  ) throws {
    var cutter = BlockCutter(
      source, limits: limits, blockSize: max(16, blockSize), isEscaped: isEscaped,
      firstLine: firstLine)
    header = try cutter.takeHeader()
    self.limits = limits
    self.cutter = Mutex(cutter)
  }

  /// The next block, nil after the last; may be called from any thread.
  ///
  /// - Throws: ``ExchangeError`` when the file cannot be read.
  package func next() throws -> CSVBlock? { try cutter.withLock { try $0.next() } }

  /// A reader of one block's rows.
  package func scanner(_ block: CSVBlock) -> CSVScanner {
    CSVScanner(block, of: header, limits: limits)
  }
}

/// The rows of a csv file, one after the other, on one thread.
package struct CSVReader: ~Copyable {
  private let blocks: CSVBlocks
  private var scanner: CSVScanner?
  /// The fields of each physical line of the last row that could not be read.
  package private(set) var lastLines: [[[UInt8]]] = []

  /// - Throws: as ``CSVBlocks``.
  package init(_ blocks: CSVBlocks) throws {
    self.blocks = blocks
    scanner = try blocks.next().map { blocks.scanner($0) }
  }

  /// - Throws: as ``CSVBlocks``.
  package init(path: String, limits: CSVLimits = CSVLimits()) throws {
    try self.init(CSVBlocks(path: path, limits: limits))
  }

  package var header: CSVHeader { blocks.header }

  /// The next row or why it cannot be read, nil after the last. The row is valid until the next
  /// call.
  ///
  /// - Throws: ``ExchangeError`` when the file cannot be read.
  package mutating func next() throws -> Result<CSVRow, CSVFault>? {
    while scanner != nil {
      if let outcome = scanner?.next() {
        if case .failure = outcome { lastLines = scanner?.copyOfLines() ?? [] }
        return outcome
      }
      if let block = try blocks.next() {
        scanner = blocks.scanner(block)
      } else {
        scanner = nil
      }
    }
    return nil
  }
}
