import Cohort
import Foundation
import InstrumentKit
import Profile
import Seal

/// Columns out of the sealed file beside the store, each opened when a sentence needs it.
final class SealedColumns: ColumnSource {
  private let bytes: UnsafeRawBufferPointer
  private let file: ColumnFile
  private let sealer: ChunkSealer
  private let parts: [String: ColumnFile.Part]
  private let store: Store
  private let types: ItemTypes
  private var onDemand: [RowKind: [String: Column]] = [:]
  /// What sentences have opened so far; the next one finds it ready.
  private var opened: [String: Column] = [:]
  private var openedPlanes: [PlaneName: LevelPlanes] = [:]
  private var histories: [String: History] = [:]

  /// Nil when there is no file, or it is not of this store and generation.
  init?(_ store: Store, generation: Int64) throws {
    guard let bytes = SealedColumns.mapped(store.folder + "/columns") else { return nil }
    guard let opened = SealedColumns.directory(bytes, store, generation) else {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
      return nil
    }
    self.bytes = bytes
    (file, sealer) = opened
    self.store = store
    types = try store.reading { try ItemTypes($0) }
    parts = Dictionary(
      file.parts.map { ("\($0.kind)/\($0.name)", $0) }, uniquingKeysWith: { first, _ in first })
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  func rowCount(_ kind: RowKind) throws -> Int {
    if kind.isOnDemand {
      return try column("client-row", of: kind)?.cells.count ?? 0
    }
    return file.counts[kind.rawValue] ?? 0
  }

  func column(_ name: String, of kind: RowKind) throws -> Column? {
    guard let part = parts["\(kind.rawValue)/\(name)"] else {
      if let column = onDemand[kind]?[name] { return column }
      if kind == .clients, let threshold = Threshold(observedIn: name) {
        let column = try LevelOrigins.column(of: threshold, in: self)
        onDemand[kind, default: [:]][name] = column
        return column
      }
      let begun = try store.atStart(name, kind, in: self)
      if !begun.isEmpty {
        onDemand[kind, default: [:]].merge(begun) { first, _ in first }
        return begun[name]
      }
      // `mobility.since` and the rows of observations need the clients; other names need nothing.
      let isOrigin = name.hasSuffix(".since") || name.hasSuffix(".source")
      guard isOrigin || kind.isOnDemand,
        let made = try store.onDemand(name, kind, try column("client", of: .clients))
      else { return nil }
      onDemand[kind, default: [:]].merge(made) { first, _ in first }
      return onDemand[kind]?[name]
    }
    let key = "\(kind.rawValue)/\(name)"
    if let column = opened[key] { return column }
    guard let type = ColumnFile.type(part.type, name, kind: kind, types: types) else {
      throw StoreError(.damaged(what: "columns"), path: store.folder)
    }
    let column = try read(part, type, kind)
    opened[key] = column
    return column
  }

  func history(_ instrument: String) throws -> History? {
    if let known = histories[instrument] { return known }
    let made = try store.history(instrument, try column("client", of: .clients)?.pool)
    histories[instrument] = made
    return made
  }

  func planes(_ name: PlaneName) throws -> LevelPlanes {
    if let planes = openedPlanes[name] { return planes }
    let planes = try readPlanes(name)
    openedPlanes[name] = planes
    return planes
  }

  private func readPlanes(_ name: PlaneName) throws -> LevelPlanes {
    let name = ColumnFile.name(of: name)
    let count = file.counts[RowKind.clients.rawValue] ?? 0
    guard let part = parts["planes/\(name)"] else {
      let empty = [UInt64](repeating: 0, count: count)
      return LevelPlanes(low: empty, high: empty)
    }
    let raw = try open(part.offset, part.rows * 16, "planes/\(name)")
    defer { raw.deallocate() }
    func words(_ half: Int) -> [UInt64] {
      [UInt64](unsafeUninitializedCapacity: part.rows) { words, count in
        UnsafeMutableRawBufferPointer(words).copyMemory(
          from: UnsafeRawBufferPointer(
            rebasing: raw[half * part.rows * 8..<(half + 1) * part.rows * 8]))
        count = part.rows
      }
    }
    return LevelPlanes(low: words(0), high: words(1))
  }

  private func read(_ part: ColumnFile.Part, _ type: FieldType, _ kind: RowKind) throws -> Column {
    let name = "\(kind.rawValue)/\(part.name)"
    let raw = try open(part.offset, part.rows * part.width, name)
    defer { raw.deallocate() }
    let cells = Narrow.cells(UnsafeRawBufferPointer(raw), width: part.width, rows: part.rows)
    guard part.poolOffset > 0 else { return Column(part.name, type, cells) }
    let starts = (part.poolCount + 1) * 4
    let texts = try open(part.poolOffset, starts + part.poolBytes, "\(name)/pool")
    defer { texts.deallocate() }
    let pool = TextPool(
      bytes: Array(texts[starts...]),
      starts: Narrow.cells(
        UnsafeRawBufferPointer(rebasing: texts[..<starts]), width: 4, rows: part.poolCount + 1
      ).map(UInt32.init(bitPattern:)))
    return Column(part.name, type, cells, pool: pool)
  }

  /// Opens all pieces of a content; the caller frees it.
  private func open(_ offset: Int, _ length: Int, _ name: String) throws
    -> UnsafeMutableRawBufferPointer
  {
    guard length >= 0, offset >= 0, offset + ColumnFile.sealedLength(length) <= bytes.count else {
      throw StoreError(.damaged(what: "columns"), path: store.folder)
    }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
    var place = offset
    do {
      for (index, start) in stride(from: 0, to: length, by: ColumnFile.pieceSize).enumerated() {
        let size = min(ColumnFile.pieceSize, length - start)
        let sealed = bytes[place..<place + size + ChunkSealer.overhead]
        try sealer.open(
          UnsafeRawBufferPointer(rebasing: sealed), column: name, index: index,
          into: UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + size]))
        place += size + ChunkSealer.overhead
      }
    } catch {
      memory.deallocate()
      throw error
    }
    return memory
  }

  private static func mapped(_ path: String) -> UnsafeRawBufferPointer? {
    let handle = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard handle >= 0 else { return nil }
    defer { close(handle) }
    var status = stat()
    guard fstat(handle, &status) == 0, status.st_size > 64 else { return nil }
    let size = Int(status.st_size)
    let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, handle, 0)
    guard let memory, memory != MAP_FAILED else { return nil }
    return UnsafeRawBufferPointer(start: memory, count: size)
  }

  private static func directory(
    _ bytes: UnsafeRawBufferPointer, _ store: Store, _ generation: Int64
  ) -> (ColumnFile, ChunkSealer)? {
    guard bytes.prefix(16).elementsEqual(ColumnFile.magic) else { return nil }
    let start = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    let length = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    guard start < UInt64(bytes.count), length < UInt64(1 << 20) else { return nil }
    let end = Int(start) + Int(length) + ChunkSealer.overhead
    guard end < bytes.count else { return nil }
    let label = String(decoding: bytes[end...].prefix { $0 != 10 }, as: UTF8.self)
    guard label.hasPrefix("\(store.id)/\(generation)/\(store.lawMark)/") else { return nil }
    let sealer = ChunkSealer(store.keys.master, file: label)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(length), alignment: 8)
    defer { memory.deallocate() }
    guard
      (try? sealer.open(
        UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<end]), column: "directory", index: 0,
        into: memory)) != nil,
      let file = try? JSONDecoder().decode(ColumnFile.self, from: Data(memory)),
      file.identity == label
    else { return nil }
    return (file, sealer)
  }
}

extension Store {
  /// The columns of today's content: out of the sealed file when it is current, else read from
  /// the rows, and the file then written anew.
  ///
  /// - Parameter until: what was known by the end of a day, read from the rows each time.
  package func columns(until: Day? = nil) throws -> any ColumnSource {
    if let until { return try RowColumns(self, until: until) }
    let generation = try generation()
    if let sealed = try SealedColumns(self, generation: generation) { return sealed }
    let rows = try RowColumns(self)
    // A change since then makes the file out of date at once, and the next start reads rows.
    if !isReadOnly { try? ColumnFileWriter.write(rows, for: self, generation: generation) }
    return try SealedColumns(self, generation: generation) ?? rows
  }
}
