/// Reads JSON from bytes of unknown origin: strict, with a place for every fault, and no deeper
/// than it is told.
package struct JSONParser {
  /// Values in one another; no questionnaire that people can fill in comes near.
  package static let mostDepth = 80

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var path: [Step] = []
  private var doubled: [JSONFault] = []

  private enum Step {
    case member(String)
    case place(Int)
  }

  /// - Parameter limit: the most bytes.
  /// - Throws: ``JSONFaults``: what is no JSON ends the reading, members given twice come together.
  package static func read(
    _ bytes: [UInt8], limit: Int = .max
  ) throws(JSONFaults) -> JSONValue {
    if bytes.count > limit {
      throw JSONFaults([
        JSONFault(path: "$", line: 1, column: 1, problem: .tooLarge(limit: limit))
      ])
    }
    let outcome: Swift.Result<JSONValue, JSONFaults> = bytes.withUnsafeBufferPointer {
      var parser = JSONParser(bytes: $0)
      do throws(JSONFault) {
        let value = try parser.whole()
        return parser.doubled.isEmpty ? .success(value) : .failure(JSONFaults(parser.doubled))
      } catch {
        return .failure(JSONFaults([error]))
      }
    }
    return try outcome.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func whole() throws(JSONFault) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    let value = try value(depth: 0)
    skipSpace()
    if offset < bytes.count { throw fault(.notJSON) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    skipSpace()
    guard depth < JSONParser.mostDepth else { throw fault(.tooDeep(limit: JSONParser.mostDepth)) }
    switch peek {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try list(depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws(JSONFault) -> JSONValue {
    offset += 1
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipSpace()
      let start = offset
      let name = try text()
      path.append(.member(name))
      if !names.insert(name).inserted { doubled.append(fault(.takenTwice, at: start)) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault(.notJSON) }
      members.append(JSONValue.Member(name, try value(depth: depth + 1)))
      path.removeLast()
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw fault(.notJSON) }
    return .object(members)
  }

  private mutating func list(_ depth: Int) throws(JSONFault) -> JSONValue {
    offset += 1
    var values: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .list([]) }
    repeat {
      path.append(.place(values.count))
      values.append(try value(depth: depth + 1))
      path.removeLast()
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw fault(.notJSON) }
    return .list(values)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault)
    -> JSONValue
  {
    let start = offset
    for place in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[place]) {
      throw fault(.notJSON, at: start)
    }
    return value
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")), !digits() { throw fault(.notJSON, at: start) }
    if take(UInt8(ascii: ".")), !digits() { throw fault(.notJSON, at: start) }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if !digits() { throw fault(.notJSON, at: start) }
    }
    let part = UnsafeBufferPointer(rebasing: bytes[start..<offset])
    return .number(String(decoding: part, as: UTF8.self))
  }

  private mutating func digits() -> Bool {
    let start = offset
    while let byte = peek, (48...57).contains(byte) { offset += 1 }
    return offset > start
  }

  private mutating func text() throws(JSONFault) -> String {
    let start = offset
    guard take(UInt8(ascii: "\"")) else { throw fault(.notJSON) }
    var found: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: found, as: UTF8.self) else {
          throw fault(.notUTF8, at: start)
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &found)
      case 0..<0x20: throw fault(.notJSON, at: offset - 1)
      default: found.append(byte)
      }
    }
    throw fault(.notJSON, at: start)
  }

  private mutating func escape(into found: inout [UInt8]) throws(JSONFault) {
    let start = offset - 1
    guard let byte = peek else { throw fault(.notJSON) }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): found.append(byte)
    case UInt8(ascii: "b"): found.append(0x08)
    case UInt8(ascii: "f"): found.append(0x0C)
    case UInt8(ascii: "n"): found.append(0x0A)
    case UInt8(ascii: "r"): found.append(0x0D)
    case UInt8(ascii: "t"): found.append(0x09)
    case UInt8(ascii: "u"):
      var code = try unit(start)
      if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
        let low = try unit(start)
        guard (0xDC00..<0xE000).contains(low) else { throw fault(.notJSON, at: start) }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault(.notJSON, at: start) }
      found += Array(String(Character(scalar)).utf8)
    default: throw fault(.notJSON, at: start)
    }
  }

  private mutating func unit(_ start: Int) throws(JSONFault) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw fault(.notJSON, at: start) }
    var code: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault(.notJSON, at: start)
      }
      code = code << 4 | UInt32(digit)
    }
    offset += 4
    return code
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 32 || (9...10).contains(byte) || byte == 13 { offset += 1 }
  }

  private func fault(_ problem: JSONFault.Problem, at place: Int? = nil) -> JSONFault {
    let before = bytes[..<min(place ?? offset, bytes.count)]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // Only first bytes of characters are counted.
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    let steps = path.map { step in
      switch step {
      case .member(let name): JSONPath.member(name)
      case .place(let place): "[\(place)]"
      }
    }
    return JSONFault(
      path: "$" + steps.joined(), line: before.count { $0 == 0x0A } + 1, column: column,
      problem: problem)
  }
}

/// All that is wrong with a text as JSON.
package struct JSONFaults: Error, Hashable, Sendable {
  package let list: [JSONFault]

  init(_ list: [JSONFault]) { self.list = list }
}

/// How places in a JSON value are written.
package enum JSONPath {
  /// `.name`, and in quotes where the name is none that a person would give.
  package static func member(_ name: String) -> String {
    let isPlain =
      (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 95
      }
    if isPlain { return "." + name }
    // The name may be anything, so that only its length is told.
    return ".\"?(\(name.utf8.count))\""
  }
}
