import Session

/// Answers as a script has them, each behind >, that come at the prompt because somebody pasted it.
final class PastedAnswers {
  /// Whether this interview is answered so; then a line without the sign is the next sentence.
  private var isScript = false
  /// The sentence that came where an answer was asked.
  private var sentence: String?
  private var wasTold = false

  static func isAnswer(_ line: String) -> Bool { words(line) != nil }

  /// What stands behind the sign; nil without one.
  static func words(_ line: String) -> String? {
    let text = line.drop { $0 == " " }
    return text.first == ">" ? String(text.dropFirst().drop { $0 == " " }) : nil
  }

  /// A sentence begins: what it asks is not answered yet.
  func begin() {
    isScript = false
    wasTold = false
  }

  func answer(_ line: String) -> InterviewLine {
    if let words = PastedAnswers.words(line) {
      isScript = true
      return .line(words)
    }
    guard isScript else { return .line(line) }
    sentence = line
    return .ends
  }

  /// The sentence that ended the last interview, once.
  var next: String? {
    defer { sentence = nil }
    return sentence
  }

  /// Whether an answer that nothing asked for is the first of its kind; the others say nothing.
  var isStray: Bool {
    defer { wasTold = true }
    return !wasTold
  }
}
