import InstrumentKit
import Profile

/// What is known of a text that no list closes, though it is counted.
enum KnownTexts: Sendable {
  case communes, categories

  init?(_ item: Item) {
    switch (item.link, item.type) {
    case (.field("vdab-category")?, _): self = .categories
    case (.field("commune")?, _), (_, .commune): self = .communes
    default: return nil
    }
  }

  /// What is to be said of a category; those of communes are ``KnownCommunes``.
  static func stranger(among bytes: [UInt8]) -> RowWarning.Kind? {
    let given = String(decoding: bytes, as: UTF8.self)
    if Names.vdabCategories.contains(given) { return nil }
    return .unknownCategory(near: Nearest.of(given, among: Names.vdabCategories.sorted()))
  }
}
