import InstrumentKit
import Profile

/// What is found while one questionnaire is read: faults, and what is not used.
final class Findings {
  private(set) var faults: [QuestionnaireFault] = []
  private(set) var leftOut: [QuestionnaireLeftOut] = []
  /// The link file that is read.
  var rules: Rules?
  private var seen: Set<QuestionnaireFault> = []
  private var places: Set<QuestionnaireFault.Place> = []

  /// One fault is told once; words that cannot be read are not also told to be missing.
  func add(_ fault: QuestionnaireFault) {
    if case .noLabel = fault.problem {
      if places.contains(fault.place) { return }
    } else {
      places.insert(fault.place)
    }
    if seen.insert(fault).inserted { faults.append(fault) }
  }

  func add(_ path: String, _ problem: QuestionnaireFault.Problem) {
    add(QuestionnaireFault(place: .path(path), problem: problem))
  }

  func add(
    _ node: Rules.Node, _ problem: QuestionnaireFault.Problem, _ misnamed: Misnamed? = nil
  ) {
    add(
      QuestionnaireFault(
        place: .links(line: node.line, column: node.column), problem: problem, misnamed: misnamed))
  }

  /// Of a name that stands in the link file, and what it could have been.
  func add(
    _ node: Rules.Node, _ problem: QuestionnaireFault.Problem, _ word: String,
    among known: some Sequence<String>
  ) {
    add(node, problem, Misnamed(word, among: Set(known).sorted()))
  }

  func leave(_ path: String, _ what: String) {
    leftOut.append(QuestionnaireLeftOut(path: path, what: what))
  }

  /// Runs a part of the link file's reading; a fault of it ends that part alone.
  func attempt<Value>(_ read: () throws -> Value?) -> Value? {
    do {
      return try read()
    } catch let fault as RuleFault {
      add(
        QuestionnaireFault(
          place: .links(line: fault.line, column: fault.column), problem: .rule(fault.problem),
          misnamed: fault.misnamed(in: rules)))
    } catch {
      add(QuestionnaireFault(place: .links(line: 1, column: 1), problem: .rule(.unreadable)))
    }
    return nil
  }
}
