import Exchange
import InstrumentKit
import Profile

/// What is wrong, and what to do next: one code, two languages.
package struct Message: Hashable, Sendable {
  package let code: String
  package let what: Label
  package let next: Label?

  init(_ code: String, _ nl: String, _ en: String, next: (nl: String, en: String)? = nil) {
    self.code = code
    what = Label(nl: nl, en: en)
    self.next = next.map { Label(nl: $0.nl, en: $0.en) }
  }

  package static let noPassphrase = Message(
    "E322", "geen wachtzin: er is geen terminal, of de twee zijn niet gelijk",
    "no passphrase: there is no terminal, or the two are not the same",
    next: ("typ hem aan een terminal", "type it at a terminal"))

  package static let answersLeft = Message(
    "E357", "hier is niets gevraagd: antwoorden achter > zonder vraag worden niet overgenomen",
    "nothing was asked here: answers behind > without a question are not taken")

  package static func noPluginFolder(_ path: String) -> Message {
    Message(
      "E612", "de map met plugins bestaat niet: \(path)",
      "the folder with plugins does not exist: \(path)")
  }

  /// Bytes that are no text; what they say is not repeated, for it would be somebody else's guess.
  ///
  /// - Parameter place: where the first of them stands.
  package static func notUTF8(_ place: String) -> Message {
    Message(
      "E381", "\(place): geen geldige UTF-8", "\(place): not valid UTF-8",
      next: ("bewaar of typ het als UTF-8", "save or type it as UTF-8"))
  }

  /// The lines that people see.
  package func text(_ tongue: Tongue) -> String {
    // What others wrote may stand in it.
    let first = "\(code) \(ValueText.shown(what.text(tongue), breaks: "\n"))"
    return next.map { "\(first)\n     \($0.text(tongue))" } ?? first
  }
}

/// An error that has words of its own.
protocol Worded: Error {
  var message: Message { get }
}

extension Message {
  /// The message for any error; what nobody foresaw says so, and nothing else.
  package init(_ error: any Error) {
    switch error {
    case let error as any Worded: self = error.message
    case is CancellationError: self.init("E300", "onderbroken", "interrupted")
    default:
      self.init(
        "E399", "onverwachte fout (\(type(of: error)))", "unexpected error (\(type(of: error)))")
    }
  }
}
