/// A key that a terminal sends as several bytes; the editor gets it as one scalar that nobody types.
enum NamedKey: UInt32, CaseIterable {
  case start = 0x80
  case end = 0x81
  case delete = 0x82
  case wordBack = 0x83
  case wordForward = 0x84
  case up = 0x86
  case down = 0x87
  case back = 0x88
  case forward = 0x89
  /// Alt-Enter, and Shift-Enter where the terminal tells it apart.
  case lineBreak = 0x8D

  var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) ?? "\u{FFFD}" }

  /// What the editor does for it; nil for what is our own.
  var function: String? {
    switch self {
    case .start: "ed-move-to-beg"
    case .end: "ed-move-to-end"
    case .delete: "ed-delete-next-char"
    case .wordBack: "ed-prev-word"
    case .wordForward: "em-next-word"
    case .up: "ed-prev-history"
    case .down: "ed-next-history"
    case .back: "ed-prev-char"
    case .forward: "ed-next-char"
    case .lineBreak: nil
    }
  }
}

/// What a sequence behind Escape means.
enum KeySequence: Hashable {
  case key(NamedKey)
  case enter
  /// The terminal tells where what was pasted begins and ends.
  case pasteBegins, pasteEnds
  /// A key that means nothing here.
  case nothing

  /// - Parameter text: what came after Escape, whole.
  init(_ text: String) {
    guard let last = text.unicodeScalars.last else {
      self = .nothing
      return
    }
    if text.hasPrefix("O") {
      self = KeySequence.letter(last, isMoved: last == "c" || last == "d")
    } else {
      self = KeySequence.control(Array(text.unicodeScalars.dropFirst().dropLast()), last)
    }
  }

  /// `ESC [ 1 ; 5 D` and its like: numbers, of which the second tells Shift, Alt and Ctrl.
  private static func control(_ numbers: [Unicode.Scalar], _ last: Unicode.Scalar) -> KeySequence {
    let words = String(String.UnicodeScalarView(numbers)).split(
      separator: ";", omittingEmptySubsequences: false
    ).map(String.init)
    let isMoved = words.count > 1 && words[1] != "1"
    switch (last, words.first ?? "") {
    case ("~", "1"), ("~", "7"): return .key(.start)
    case ("~", "4"), ("~", "8"): return .key(.end)
    case ("~", "3"): return .key(.delete)
    case ("~", "200"): return .pasteBegins
    case ("~", "201"): return .pasteEnds
    case ("~", "27") where words.last == "13", ("u", "13") where isMoved: return .key(.lineBreak)
    case ("~", _), ("u", _): return .nothing
    default: return letter(last, isMoved: isMoved)
    }
  }

  private static func letter(_ letter: Unicode.Scalar, isMoved: Bool) -> KeySequence {
    switch letter {
    case "A": isMoved ? .nothing : .key(.up)
    case "B": isMoved ? .nothing : .key(.down)
    case "C": .key(isMoved ? .wordForward : .forward)
    case "D": .key(isMoved ? .wordBack : .back)
    case "H": .key(.start)
    case "F": .key(.end)
    case "c" where isMoved: .key(.wordForward)
    case "d" where isMoved: .key(.wordBack)
    case "M": .enter
    default: .nothing
    }
  }
}

/// How the keys of several bytes are to be read.
struct KeyReading {
  /// In vi mode Escape is a key of its own.
  let isVi: Bool
  /// Whether an operator bound it anew: then the editor gets it as it came.
  let isOwn: (_ sequence: String) -> Bool
}

extension Keys {
  /// Letters that do something behind Alt in emacs mode; what else stands there is no text either.
  private static let alt = Set("bfdcluBFDCLUpnPNwWyY0123456789-\u{7F}\u{8}".unicodeScalars)

  /// In milliseconds: the bytes of a key come together, also over a slow line.
  private static let whole: Int32 = 150

  /// The key that began with Escape; nil for one that does nothing.
  mutating func escaped(_ reading: KeyReading, _ woken: () -> Void) -> Unicode.Scalar? {
    guard let second = reading.isVi ? soon(Keys.together) : byte(woken) else { return "\u{1B}" }
    switch second {
    case 13, 10: return NamedKey.lineBreak.scalar
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      guard let text = sequence(from: second) else { return nil }
      if reading.isOwn(text) { return given(text) }
      return meant(KeySequence(text))
    case 27 where !reading.isVi:
      // Alt with a key that is a sequence itself.
      pending.insert(27, at: 0)
      return nil
    default: break
    }
    if reading.isVi {
      pending.insert(second, at: 0)
      return "\u{1B}"
    }
    let letter = scalar(second, woken)
    if Keys.alt.contains(letter) || reading.isOwn(String(letter)) { return given(String(letter)) }
    // A control key is that key, with Escape or without; anything else would be typed as text.
    return letter.value < 32 ? letter : nil
  }

  /// Escape now, and what follows it next, as they came.
  private mutating func given(_ text: String) -> Unicode.Scalar {
    pending = Array(text.utf8) + pending
    return "\u{1B}"
  }

  private mutating func meant(_ sequence: KeySequence) -> Unicode.Scalar? {
    switch sequence {
    case .key(let key): return key.scalar
    case .enter: return "\r"
    case .pasteBegins: isPasting = true
    case .pasteEnds: isPasting = false
    case .nothing: break
    }
    return nil
  }

  /// Everything up to the letter that ends it; nil when it broke off.
  private mutating func sequence(from first: UInt8) -> String? {
    var bytes = [first]
    while bytes.count < 32, let next = soon(Keys.whole) {
      if next < 32 {
        pending.insert(next, at: 0)
        return nil
      }
      bytes.append(next)
      if first == UInt8(ascii: "O") || (0x40...0x7E).contains(next) {
        // The console of Linux sends `[[A` for F1.
        if next == UInt8(ascii: "["), bytes.count == 2 { continue }
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    return nil
  }

  /// A control sign in what was pasted: line ends are Enter, a tab is a space, others are nothing.
  mutating func pasted(_ byte: UInt8) -> Unicode.Scalar? {
    defer { endsWithReturn = byte == 13 }
    switch byte {
    case 10: return endsWithReturn ? nil : "\r"
    case 13: return "\r"
    case 9: return " "
    default: return nil
    }
  }
}
