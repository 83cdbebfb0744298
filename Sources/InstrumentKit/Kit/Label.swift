/// A short text for people, in Dutch and in English.
public struct Label: Hashable, Codable, Sendable {
  /// In Dutch.
  public let nl: String
  /// In English.
  public let en: String

  /// A text in both languages.
  public init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }

  /// The text in one language.
  public func text(_ language: Tongue) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}

/// A language in which Drempel speaks.
@frozen public enum Tongue: String, CaseIterable, Codable, Sendable {
  /// Dutch and English.
  case nl, en
}
