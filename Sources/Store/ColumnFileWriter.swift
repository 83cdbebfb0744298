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

  /// - Parameter changed: of a file of changed clients, to which file it belongs and whose rows are in
  ///   no table any more.
  /// - Throws: ``StoreError``, for instance when the disk is full; the store is as it was.
  static func write(
    _ columns: any ProfileColumns, at point: ColumnPoint, for store: Store,
    changed: (base: String, gone: [String])? = nil
  ) throws {
    let name: ColumnFile.Name = changed == nil ? .all : .changed
    let path = "\(store.folder)/\(name.rawValue)"
    let beside = "\(path).\(getpid())"
    let handle = open(beside, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard handle >= 0 else { throw StoreError.of(errno, path: path) }
    defer { close(handle) }
    do {
      var writer = try ColumnFileWriter(columns, store, point, handle)
      (writer.file.base, writer.file.gone) = (changed?.base, changed?.gone ?? [])
      try writer.writeAll(columns)
      guard rename(beside, path) == 0 else { throw StoreError.of(errno, path: path) }
    } catch {
      unlink(beside)
      throw error
    }
  }

  private init(
    _ columns: any ProfileColumns, _ store: Store, _ point: ColumnPoint, _ handle: Int32
  ) throws {
    var counts: [String: Int] = [:]
    for kind in RowKind.ofProfiles { counts[kind.rawValue] = try columns.rowCount(kind) }
    file = ColumnFile(
      store: store.id, point: point, law: store.lawMark,
      salt: Hex.text((0..<16).map { _ in UInt8.random(in: 0...255) }), counts: counts)
    sealer = ChunkSealer(store.keys.master, file: file.identity)
    self.handle = handle
  }

  /// One after the other, so that not all are in memory.
  private mutating func writeAll(_ columns: any ProfileColumns) throws {
    try put(ColumnFile.magic + [UInt8](repeating: 0, count: 16))
    for kind in RowKind.ofProfiles {
      for name in (columns.columnNames[kind] ?? []).sorted() {
        if let column = try columns.surrender(name, of: kind), column.type != .decimal {
          try add(column, kind)
        }
      }
    }
    for name in columns.planeNames.map(ColumnFile.name).sorted() {
      guard let plane = ColumnFile.plane(name) else { continue }
      try add(try columns.surrender(plane), name)
    }
    // The directory comes last, and where it is stands at the start.
    let directory = Array(try JSONEncoder().encode(file))
    let start = offset
    try directory.withUnsafeBytes { bytes in
      try put(try sealer.seal(bytes, column: "directory", index: 0))
    }
    var ends = withUnsafeBytes(of: UInt64(start).littleEndian) { Array($0) }
    ends += withUnsafeBytes(of: UInt64(directory.count).littleEndian) { Array($0) }
    let written = ends.withUnsafeBytes { pwrite(handle, $0.baseAddress, 16, 16) }
    // The salt is needed to open the directory.
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
