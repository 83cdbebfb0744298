import Cohort
import Foundation
import GRDB
import InstrumentKit
import Profile
import Seal

/// Columns out of a sealed file beside the store, each opened when a sentence needs it.
final class SealedColumns: OpeningColumns {
  let file: ColumnFile
  private let bytes: UnsafeRawBufferPointer
  private let sealer: ChunkSealer
  private let parts: [String: ColumnFile.Part]
  private unowned let store: Store
  private let types: ItemTypes
  /// What sentences have opened so far; the next one finds it ready.
  var opened: [String: Column] = [:]
  var openedPlanes: [PlaneName: LevelPlanes] = [:]

  /// Nil when there is no file of the store, or it was made by another law or in another past.
  init?(_ store: Store, _ name: ColumnFile.Name, _ database: Database) throws {
    guard let bytes = SealedColumns.mapped("\(store.folder)/\(name.rawValue)") else { return nil }
    let opened: (ColumnFile, ChunkSealer)?
    do {
      let found = try SealedColumns.directory(bytes, store)
      opened = try found?.0.point.isKnown(to: database) == true ? found : nil
    } catch {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
      throw error
    }
    guard let opened else {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
      return nil
    }
    self.bytes = bytes
    (file, sealer) = opened
    self.store = store
    types = try ItemTypes(database)
    parts = Dictionary(
      file.parts.map { ("\($0.kind)/\($0.name)", $0) }, uniquingKeysWith: { first, _ in first })
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  func rowCount(_ kind: RowKind) -> Int { file.counts[kind.rawValue] ?? 0 }

  func codes() throws -> TextPool {
    guard let pool = try column("client", of: .clients)?.pool else {
      throw StoreError(.damaged(what: "columns"), path: store.folder)
    }
    return pool
  }

  var columnNames: [RowKind: Set<String>] {
    Dictionary(
      uniqueKeysWithValues: RowKind.ofProfiles.map { kind in
        (kind, Set(file.parts.filter { $0.kind == kind.rawValue }.map(\.name)))
      })
  }

  var planeNames: Set<PlaneName> {
    Set(file.parts.filter { $0.kind == "planes" }.compactMap { ColumnFile.plane($0.name) })
  }

  func read(_ name: String, _ kind: RowKind) throws -> Column? {
    guard let part = parts["\(kind.rawValue)/\(name)"] else {
      if let observed = try observed(name, kind) { return observed }
      guard kind == .clients else { return nil }
      return try store.origins(name, try codes(), .allOfNow)?[name]
    }
    guard let type = ColumnFile.type(part.type, name, kind: kind, types: types) else {
      throw StoreError(.damaged(what: "columns"), path: store.folder)
    }
    return try read(part, type, kind)
  }

  func read(_ name: PlaneName) throws -> LevelPlanes {
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

  /// Nil for a file that is none of the store's or was made by another law.
  ///
  /// - Throws: ``StoreError`` when it is the store's, but not what was written.
  private static func directory(
    _ bytes: UnsafeRawBufferPointer, _ store: Store
  ) throws -> (ColumnFile, ChunkSealer)? {
    guard bytes.prefix(16).elementsEqual(ColumnFile.magic) else { return nil }
    let start = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    let length = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    guard start < UInt64(bytes.count), length < UInt64(1 << 20) else { return nil }
    let end = Int(start) + Int(length) + ChunkSealer.overhead
    guard end < bytes.count else { return nil }
    let label = String(decoding: bytes[end...].prefix { $0 != 10 }, as: UTF8.self)
    guard label.hasPrefix("\(store.id)/\(store.lawMark)/") else { return nil }
    let sealer = ChunkSealer(store.keys.master, file: label)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(length), alignment: 8)
    defer { memory.deallocate() }
    guard
      (try? sealer.open(
        UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<end]), column: "directory", index: 0,
        into: memory)) != nil,
      let file = try? JSONDecoder().decode(ColumnFile.self, from: Data(memory)),
      file.identity == label
    else { throw StoreError(.damaged(what: "columns"), path: store.folder) }
    return (file, sealer)
  }
}
