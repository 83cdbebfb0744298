import InstrumentKit

/// What an instrument is being asked, so that who comes to grief over it can be told.
public enum Doing: Hashable, Codable, Sendable {
  /// Scoring people of whom nothing is known, made-up people, or those at the edges.
  case withoutAnswers(Int), generated(Int), extreme(Int)
  /// Scoring a golden case.
  case golden(String)
  /// Scoring a golden case with one input changed over all that people have.
  case cutOffs(of: String, input: String)
  /// Making its form on paper.
  case document(Papers)

  /// Of whom a form on paper is made.
  public enum Papers: String, Codable, Hashable, Sendable, CaseIterable {
    case nobody, everything, twice
  }
}

/// Whoever wants to know what an instrument is doing: where that runs elsewhere it may never come back.
public struct Watch {
  /// Is told before each thing is begun.
  let begin: (Doing) -> Void
  /// The row of the subject that is being scored.
  let row: UnsafeMutablePointer<Int>?

  public init(begin: @escaping (Doing) -> Void, row: UnsafeMutablePointer<Int>?) {
    self.begin = begin
    self.row = row
  }
}

extension Conformance {
  /// Where something went wrong, in words: what was done, and with which made-up person.
  ///
  /// - Parameter row: of the subject in what was done; nil or any number where that is not known.
  public func place(of doing: Doing, row: Int?) -> Label {
    let person = row.flatMap { witness(doing, row: $0) }
    let (nl, en) = doing.words
    return Label(
      nl: person.map { "\(nl) (\($0))" } ?? nl, en: person.map { "\(en) (\($0))" } ?? en)
  }

  /// The subject again, for the same seed makes the same ones.
  private func witness(_ doing: Doing, row: Int) -> String? {
    guard let form else { return nil }
    let inputs = inputs.map { InputColumn($0, self, form) }
    func found(_ subjects: [SubjectColumns], _ number: Int) -> String? {
      guard subjects.indices.contains(number), (0..<subjects[number].count).contains(row) else {
        return nil
      }
      return Witness(subjects[number].row(row), on: subjects[number].today, inputs).facts
    }
    switch doing {
    case .withoutAnswers(let number):
      return found(EdgeSubjects.withoutAnswers(form, inputs, seed), number)
    case .generated(let number): return found(blocks(form).map(\.columns), number)
    case .extreme(let number): return found(EdgeSubjects.extreme(form, inputs, seed), number)
    case .cutOffs(_, let name):
      let range = inputs.first { $0.name == name }?.sensibleRange
      return range.map { "\(name) \($0.lowerBound + row)" }
    case .golden, .document: return nil
    }
  }
}

extension Doing {
  fileprivate var words: (nl: String, en: String) {
    switch self {
    case .withoutAnswers:
      ("bij iemand van wie niets bekend is", "with somebody of whom nothing is known")
    case .generated: ("bij een verzonnen persoon", "with a made-up person")
    case .extreme:
      ("bij iemand met het uiterste van alles", "with somebody with the extreme of all")
    case .golden(let name): ("in het gouden geval \"\(name)\"", "in the golden case \"\(name)\"")
    case .cutOffs(let name, _):
      (
        "in het gouden geval \"\(name)\" met een andere invoer",
        "in the golden case \"\(name)\" with another input"
      )
    case .document(.nobody):
      ("bij het formulier van iemand zonder antwoorden", "in the form of somebody without answers")
    case .document(.everything):
      (
        "bij het formulier van iemand met alle antwoorden",
        "in the form of somebody with all answers"
      )
    case .document(.twice):
      (
        "bij het formulier van iemand met antwoorden van twee dagen",
        "in the form of somebody with answers of two days"
      )
    }
  }
}
