import Cohort
import Foundation
import InstrumentKit
import Profile
import Seal

/// Writes all columns sealed, beside the file and then in its place.
struct ColumnFileWriter {
  private let sealer: ChunkSealer
  private var file: ColumnFile
  private var offset = 0
  private let handle: Int32

  /// - Throws: ``StoreError``, for instance when the disk is full; the store is as it was.
  static func write(_ rows: RowColumns, for store: Store, generation: Int64) throws {
    let path = store.folder + "/columns"
    let beside = "\(path).\(getpid())"
    let handle = open(beside, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard handle >= 0 else { throw StoreError.of(errno, path: path) }
    defer { close(handle) }
    do {
      var writer = try ColumnFileWriter(rows, store, generation, handle)
      try writer.writeAll(rows)
      guard rename(beside, path) == 0 else { throw StoreError.of(errno, path: path) }
    } catch {
      unlink(beside)
      throw error
    }
  }

  private init(_ rows: RowColumns, _ store: Store, _ generation: Int64, _ handle: Int32) throws {
    var counts: [String: Int] = [:]
    for kind in RowKind.allCases where !kind.isOnDemand {
      counts[kind.rawValue] = try rows.rowCount(kind)
    }
    file = ColumnFile(
      store: store.id, generation: generation, law: store.lawMark,
      salt: Hex.text((0..<16).map { _ in UInt8.random(in: 0...255) }), counts: counts, parts: [])
    sealer = ChunkSealer(store.keys.master, file: file.identity)
    self.handle = handle
  }

  private mutating func writeAll(_ rows: RowColumns) throws {
    let (columns, planes) = rows.all
    try put(ColumnFile.magic + [UInt8](repeating: 0, count: 16))
    for (kind, column) in columns where column.type != .decimal { try add(column, kind) }
    for (name, plane) in planes { try add(plane, ColumnFile.name(of: name)) }
    // The directory comes last, and where it is stands at the start.
    let directory = Array(try JSONEncoder().encode(file))
    let start = offset
    try directory.withUnsafeBytes { bytes in
      try put(try sealer.seal(bytes, column: "directory", index: 0))
    }
    var ends = withUnsafeBytes(of: UInt64(start).littleEndian) { Array($0) }
    ends += withUnsafeBytes(of: UInt64(directory.count).littleEndian) { Array($0) }
    let written = ends.withUnsafeBytes { pwrite(handle, $0.baseAddress, 16, 16) }
    // The salt and generation are needed to open the directory.
    let label = Array("\(file.identity)\n".utf8)
    try put(label)
    guard written == 16, fsync(handle) == 0 else { throw StoreError.of(errno) }
  }

  private mutating func add(_ column: Column, _ kind: RowKind) throws {
    let width = Narrow.width(column.cells)
    let name = "\(kind.rawValue)/\(column.name)"
    let start = offset
    try seal(Narrow.bytes(column.cells, width: width), name)
    var pool = (offset: 0, bytes: 0, count: 0)
    if let texts = column.pool {
      pool = (offset, texts.bytes.count, texts.count)
      try seal(texts.starts.withUnsafeBytes { Array($0) } + texts.bytes, "\(name)/pool")
    }
    file.parts.append(
      .init(
        kind: kind.rawValue, name: column.name, type: ColumnFile.word(column.type),
        rows: column.cells.count, width: width, offset: start, poolOffset: pool.offset,
        poolBytes: pool.bytes, poolCount: pool.count))
  }

  private mutating func add(_ plane: LevelPlanes, _ name: String) throws {
    let start = offset
    try seal(
      plane.low.withUnsafeBytes { Array($0) } + plane.high.withUnsafeBytes { Array($0) },
      "planes/\(name)")
    file.parts.append(
      .init(
        kind: "planes", name: name, type: "planes", rows: plane.low.count, width: 8,
        offset: start, poolOffset: 0, poolBytes: 0, poolCount: 0))
  }

  private mutating func seal(_ bytes: [UInt8], _ name: String) throws {
    try bytes.withUnsafeBytes { bytes in
      for (index, start) in stride(from: 0, to: bytes.count, by: ColumnFile.pieceSize).enumerated()
      {
        let end = min(start + ColumnFile.pieceSize, bytes.count)
        try put(
          try sealer.seal(
            UnsafeRawBufferPointer(rebasing: bytes[start..<end]), column: name, index: index))
      }
    }
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return 0 }
        return Foundation.write(handle, base + written, bytes.count - written)
      }
      if count <= 0 {
        if errno == EINTR { continue }
        throw StoreError.of(errno)
      }
      written += count
    }
    offset += bytes.count
  }
}
