import InstrumentKit

/// The results: what had become of somebody on leaving, and so many months later.
struct ESFResults {
  private typealias Answer = ESFRow.Answer

  /// What somebody does on a day, by all events from entering up to it.
  private struct State {
    enum Labour { case seeking, inactive, working }

    /// As on entering until an event says otherwise.
    var labour: Labour?
    /// At work, and better than on entering.
    var isBetter = false
    var isLearning = false
    var isQualified = false
    /// Whether anything was heard at all.
    var isHeard = false
  }

  private let participation: Participation
  private let status: Participation.LabourStatus?
  private let rules: ESFRules
  private let left: Day?
  private let today: Day

  init(
    _ participation: Participation, _ status: Participation.LabourStatus?, _ rules: ESFRules,
    left: Day?, today: Day
  ) {
    self.participation = participation
    self.status = status
    self.rules = rules
    self.left = left
    self.today = today
  }

  /// Nobody has results before leaving.
  var answers: [ESFRow.Answer] {
    guard let left else { return [ESFRow.Answer](repeating: .unknown, count: 6) }
    return onLeaving(left) + later(left)
  }

  /// 01 to 04.
  private func onLeaving(_ left: Day) -> [Answer] {
    let end = left.adding(days: rules.leavingDays)
    let state = self.state(until: min(end, today))
    // Days that are not over can still bring something, so no is not yet said.
    let isOver = end <= today
    let labour = state.isHeard ? state.labour : nil
    return [
      entitled(.searching, labour.map { $0 == .seeking }, isOver),
      learning(state, isOver),
      state.isQualified ? .yes : isOver && state.isHeard ? .no : .unknown,
      entitled(.employment, labour.map { $0 == .working }, isOver),
    ]
  }

  /// 05 and 06, never before their day.
  private func later(_ left: Day) -> [Answer] {
    let day = left.adding(months: rules.laterMonths)
    guard day <= today else { return [.unknown, .unknown] }
    let state = self.state(until: day)
    let labour = state.isHeard ? state.labour : nil
    return [
      entitled(.sixMonths, labour.map { $0 == .working }, true),
      entitled(.improved, labour.map { $0 == .working && state.isBetter }, true),
    ]
  }

  /// Who could not have the result by the status on entering does not have it.
  private func entitled(_ result: ESFRules.Result, _ holds: Bool?, _ isOver: Bool) -> Answer {
    let no: Answer = isOver ? .no : .unknown
    guard let status else { return holds == false ? no : .unknown }
    guard rules.entitled[result]?.contains(status) == true else { return .no }
    return holds.map { $0 ? .yes : no } ?? .unknown
  }

  /// 02: a change too, so what was so on entering must have been asked.
  private func learning(_ state: State, _ isOver: Bool) -> Answer {
    guard state.isLearning else { return isOver && state.isHeard ? .no : .unknown }
    switch participation.inEducation {
    case .no?: return .yes
    case .yes?: return .no
    case .refused?: return .refused
    case .notAsked?, nil: return .notAsked
    }
  }

  private func state(until day: Day) -> State {
    var state = State()
    switch status {
    case .unemployed?: state.labour = .seeking
    case .inactive?: state.labour = .inactive
    case .employed?: state.labour = .working
    case nil: state.labour = nil
    }
    for event in participation.events where event.on >= participation.enteredOn && event.on <= day {
      state.isHeard = true
      guard let meaning = rules.meanings[event.kind] else { continue }
      switch meaning {
      case .seeking: (state.labour, state.isBetter) = (.seeking, false)
      case .inactive: (state.labour, state.isBetter) = (.inactive, false)
      case .working: state.labour = .working
      case .better:
        // Better than what, of somebody who had no work on entering, it does not say.
        if status == .employed { (state.labour, state.isBetter) = (.working, true) }
      case .learning: state.isLearning = true
      case .qualified: state.isQualified = true
      }
    }
    return state
  }
}
