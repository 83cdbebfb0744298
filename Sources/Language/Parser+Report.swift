import InstrumentKit

/// A report as it is written.
struct SyntaxReport: Sendable {
  struct Setting: Sendable {
    enum Value: Sendable {
      case part(Word)
      case period(SyntaxValue, SyntaxValue?)
      case commune(String)
    }

    let word: ReportWord
    let value: Value
    let span: Span
  }

  let name: Word
  var settings: [Setting] = []
}

extension Parser {
  // report = name { "by" name | "period" period | "commune" text | "quarter" value }
  mutating func report() throws(SyntaxFailure) -> SyntaxReport {
    var report = SyntaxReport(name: try word(.report))
    let expected = ReportKind(word: report.name.text)?.words ?? []
    while true {
      for word in expected where !report.settings.contains(where: { $0.word == word }) {
        want(.expected(.reportWord(word)))
      }
      guard case .word(let text) = token.kind, let word = ReportWord(word: text) else {
        return report
      }
      let start = advance().span
      let value: SyntaxReport.Setting.Value
      switch word {
      case .by: value = .part(try self.word(.part))
      case .period:
        let time = try period()
        value = .period(time.first, time.last)
      case .quarter: value = .period(try self.value(), nil)
      case .commune:
        guard case .text(let commune) = token.kind else { throw fail(.commune) }
        _ = advance()
        value = .commune(commune)
      }
      report.settings.append(
        SyntaxReport.Setting(word: word, value: value, span: start))
    }
  }

  // period = value [ ( "to" | "until" ) value ]
  mutating func period() throws(SyntaxFailure) -> SyntaxPeriod {
    let first = try value()
    return SyntaxPeriod(first: first, last: take(.to) || take(.until) ? try value() : nil)
  }
}
