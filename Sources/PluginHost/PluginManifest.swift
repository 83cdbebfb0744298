import Foundation
import InstrumentKit

/// What a plugin says of itself before anything of it runs.
package struct PluginManifest: Hashable, Sendable, Codable {
  package let id: String
  package let version: String
  package let kit: String
  package let swift: String
  package let items: Int
  package let measures: Int

  /// The version of Swift with which this host was built, as plugins give theirs.
  package static var hostSwift: String {
    #if compiler(>=6.4)
      "6.4"
    #else
      "6.3"
    #endif
  }

  /// Reads it from a section of the library's bytes, without loading the library.
  package static func read(_ bytes: UnsafeRawBufferPointer) -> Swift.Result<Self, FaultKind> {
    guard let elf = ELFFile(bytes) else { return .failure(FaultKind(.notALibrary)) }
    guard let section = elf.section("drempel_manifest") else {
      return .failure(FaultKind(.noManifest))
    }
    let text = section.prefix { $0 != 0 }
    guard text.count <= 4096,
      let manifest = try? JSONDecoder().decode(Self.self, from: Data(text)),
      manifest.isWellFormed
    else { return .failure(FaultKind(.badManifest)) }
    return .success(manifest)
  }

  /// A fault that knows no file yet.
  package struct FaultKind: Error {
    package let kind: PluginFault.Kind

    init(_ kind: PluginFault.Kind) { self.kind = kind }
  }

  private var isWellFormed: Bool {
    let isKebab = id.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    return isKebab && (1...32).contains(id.utf8.count) && id.utf8.first != 45
      && (1...32).contains(version.utf8.count) && (0...10_000).contains(items)
      && (0...1_000).contains(measures)
  }

  /// Why this host cannot use it, nil when it can.
  var mismatch: PluginFault.Kind? {
    let ours = Kit.version.split(separator: ".").compactMap { Int($0) }
    let theirs = kit.split(separator: ".").compactMap { Int($0) }
    guard ours.count == 2, theirs.count == 2, theirs[0] == ours[0], theirs[1] <= ours[1] else {
      return .wrongKit(plugin: kit, host: Kit.version)
    }
    return swift == Self.hostSwift ? nil : .wrongSwift(plugin: swift, host: Self.hostSwift)
  }
}

/// A 64-bit ELF library for this kind of machine, read with every bound checked.
struct ELFFile {
  private let bytes: UnsafeRawBufferPointer
  private let sections: [(name: Int, offset: Int, size: Int)]
  private let names: Range<Int>

  init?(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    guard bytes.count >= 64, bytes.prefix(4).elementsEqual([0x7F, 0x45, 0x4C, 0x46]),
      bytes[4] == 2, bytes[5] == 1,
      ELFFile.machines.contains(UInt16(bytes[18]) | UInt16(bytes[19]) << 8)
    else { return nil }
    func number(_ offset: Int, _ width: Int) -> Int? {
      guard offset >= 0, offset + width <= bytes.count else { return nil }
      let value = (0..<width).reduce(UInt64(0)) {
        $0 | UInt64(bytes[offset + $1]) << UInt64($1 * 8)
      }
      return Int(exactly: value)
    }
    guard let table = number(40, 8), let size = number(58, 2), size == 64,
      let count = number(60, 2), let nameIndex = number(62, 2), nameIndex < count,
      table <= bytes.count - count * size
    else { return nil }
    var sections: [(Int, Int, Int)] = []
    for index in 0..<count {
      let start = table + index * size
      guard let name = number(start, 4), let offset = number(start + 24, 8),
        let length = number(start + 32, 8), let type = number(start + 4, 4)
      else { return nil }
      // Sections without bytes in the file (type 8) may claim any place.
      if type != 8, offset > bytes.count || length > bytes.count - offset { return nil }
      sections.append((name, offset, type == 8 ? 0 : length))
    }
    self.sections = sections
    names = sections[nameIndex].1..<sections[nameIndex].1 + sections[nameIndex].2
  }

  #if arch(x86_64)
    private static let machines: Set<UInt16> = [62]
  #elseif arch(arm64)
    private static let machines: Set<UInt16> = [183]
  #else
    private static let machines: Set<UInt16> = []
  #endif

  /// The bytes of the section with this name, nil when there is none.
  func section(_ name: String) -> UnsafeRawBufferPointer? {
    let wanted = Array(name.utf8) + [0]
    for section in sections {
      let start = names.lowerBound + section.name
      guard start + wanted.count <= names.upperBound,
        bytes[start..<start + wanted.count].elementsEqual(wanted)
      else { continue }
      return UnsafeRawBufferPointer(rebasing: bytes[section.offset..<section.offset + section.size])
    }
    return nil
  }
}
