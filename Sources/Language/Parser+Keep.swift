import InstrumentKit

extension Parser {
  // forget = client [ because ]
  mutating func forget() throws(SyntaxFailure) -> SyntaxForget {
    let client = try word(.client)
    return SyntaxForget(client: client, because: try because())
  }

  // consent = client "to" name [ "refused" ] ( "withdrawn" [ on ] | terms )
  mutating func consent() throws(SyntaxFailure) -> SyntaxConsent {
    let client = try word(.client)
    guard take(.to) else { throw fail(.keyword(.to)) }
    let organisation = try word(.organisation)
    let isRefused = take(.refused)
    let isWithdrawn = take(.withdrawn)
    var consent = SyntaxConsent(
      client: client, organisation: organisation, isRefused: isRefused, isWithdrawn: isWithdrawn,
      end: organisation.span)
    if isWithdrawn { consent.on = try on() } else { try terms(of: &consent) }
    return consent
  }

  // terms = { "for" text | ( "of" | "about" ) words | "as" name | "from" day | "until" day }
  private mutating func terms(of consent: inout SyntaxConsent) throws(SyntaxFailure) {
    while true {
      consent.end = token.span
      if take(.for) {
        guard case .text(let text) = token.kind else { throw fail(.purpose) }
        consent.purpose = text
        _ = advance()
      } else if take(.or) || take(.about) {
        // The Dutch word for "or" is the English "of".
        consent.data += try words(.data)
      } else if take(.as) {
        consent.ground = try word(.ground)
      } else if take(.from) {
        consent.from = try day()
      } else if take(.until) {
        consent.until = try day()
      } else {
        return
      }
    }
  }
}
