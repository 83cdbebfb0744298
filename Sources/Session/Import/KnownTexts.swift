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

  func knows(_ text: String) -> Bool {
    switch self {
    case .communes: Commune.named(text) != nil
    case .categories: Names.vdabCategories.contains(text)
    }
  }

  var stranger: RowWarning.Kind {
    switch self {
    case .communes: .unknownCommune
    case .categories: .unknownCategory
    }
  }
}
