/// Whether what came from a child can be shown on a terminal as it is.
enum PlainText {
  /// False when a text of the JSON has a character that steers a terminal or turns its direction.
  static func isPlain(json bytes: [UInt8]) -> Bool {
    var place = 0
    func byte(_ offset: Int) -> UInt8 {
      place + offset < bytes.count ? bytes[place + offset] : 0
    }
    while place < bytes.count {
      switch bytes[place] {
      case 0x5C:
        if byte(1) == 0x75 {
          let code = (2...5).reduce(0) { $0 << 4 | digit(byte($1)) }
          if isSteering(code) { return false }
          place += 5
        } else if [0x62, 0x66, 0x72].contains(byte(1)) {
          return false
        } else {
          place += 1
        }
      case 0x7F: return false
      case 0xC2: if (0x80...0x9F).contains(byte(1)) { return false }
      case 0xE2:
        let code = 0x2000 | Int(byte(1) & 0x3F) << 6 | Int(byte(2) & 0x3F)
        if isSteering(code) { return false }
      default: break
      }
      place += 1
    }
    return true
  }

  static func isSteering(_ code: Int) -> Bool {
    switch code {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func digit(_ byte: UInt8) -> Int {
    switch byte {
    case 48...57: Int(byte) - 48
    case 65...70: Int(byte) - 55
    case 97...102: Int(byte) - 87
    default: 0
    }
  }
}
