/// A 64-bit ELF library for this kind of machine, read with every bound checked.
struct ELFLibrary {
  private let bytes: UnsafeRawBufferPointer
  private let sections: [Section]
  private let names: UnsafeRawBufferPointer

  private struct Section {
    /// Where its name begins among the names.
    let name: Int
    let content: UnsafeRawBufferPointer
  }

  /// - Throws: ``PluginFault/NotALibrary``.
  init(_ bytes: UnsafeRawBufferPointer) throws(PluginFault.NotALibrary) {
    self.bytes = bytes
    guard bytes.prefix(4).elementsEqual([0x7F, 0x45, 0x4C, 0x46]) else { throw .notELF }
    guard bytes.count >= 64 else { throw .truncated }
    let isLibrary = try ELFLibrary.number(bytes, 16, 2) == 3
    guard bytes[4] == 2, bytes[5] == 1, isLibrary else { throw .otherKind }
    guard try ELFLibrary.number(bytes, 18, 2) == ELFLibrary.machine else { throw .otherMachine }
    let table = try ELFLibrary.number(bytes, 40, 8)
    let size = try ELFLibrary.number(bytes, 58, 2)
    let count = try ELFLibrary.number(bytes, 60, 2)
    let nameIndex = try ELFLibrary.number(bytes, 62, 2)
    guard size == 64, nameIndex < count, table <= bytes.count, count * size <= bytes.count - table
    else { throw .truncated }
    var sections: [Section] = []
    for index in 0..<count {
      sections.append(try ELFLibrary.section(bytes, at: table + index * size))
    }
    self.sections = sections
    names = sections[nameIndex].content
  }

  /// The bytes of the section with this name, nil when there is none.
  func section(_ name: String) -> UnsafeRawBufferPointer? {
    let wanted = Array(name.utf8) + [0]
    return sections.first { section in
      section.name <= names.count - wanted.count
        && names[section.name..<section.name + wanted.count].elementsEqual(wanted)
    }?.content
  }

  private static func section(_ bytes: UnsafeRawBufferPointer, at start: Int)
    throws(PluginFault.NotALibrary) -> Section
  {
    let name = try number(bytes, start, 4)
    // Sections without bytes in the file (type 8) may claim any place.
    if try number(bytes, start + 4, 4) == 8 {
      return Section(name: name, content: UnsafeRawBufferPointer(rebasing: bytes[..<0]))
    }
    let offset = try number(bytes, start + 24, 8)
    let length = try number(bytes, start + 32, 8)
    guard offset <= bytes.count, length <= bytes.count - offset else { throw .truncated }
    return Section(
      name: name, content: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _ width: Int)
    throws(PluginFault.NotALibrary) -> Int
  {
    guard offset >= 0, offset <= bytes.count - width else { throw .truncated }
    let value = (0..<width).reduce(UInt64(0)) {
      $0 | UInt64(bytes[offset + $1]) << UInt64($1 * 8)
    }
    guard let number = Int(exactly: value) else { throw .truncated }
    return number
  }

  #if arch(x86_64)
    private static let machine = 62
  #elseif arch(arm64)
    private static let machine = 183
  #else
    private static let machine = -1
  #endif
}
