import Language
import Profile

/// What is to be said of the communes of a file; each name is looked up once.
struct KnownCommunes {
  private var seen: [[UInt8]: RowWarning.Kind?] = [:]
  private var unknown = 0

  /// Of so many names a near one is looked for; a file of other places has no more of them.
  private static let most = 200

  mutating func warning(_ bytes: [UInt8]) -> RowWarning.Kind? {
    if let known = seen[bytes] { return known }
    let kind = warning(of: String(decoding: bytes, as: UTF8.self))
    if seen.count > 10_000 { seen = [:] }
    seen[bytes] = .some(kind)
    return kind
  }

  private mutating func warning(of name: String) -> RowWarning.Kind? {
    if Commune.named(name) != nil { return nil }
    unknown += 1
    let near = unknown <= KnownCommunes.most ? UnknownCommune(name: name).near : nil
    return .unknownCommune(near: near)
  }
}
