import InstrumentKit
import Profile

/// What cannot be used in a questionnaire or in its link file, and where.
package struct QuestionnaireFault: Error, Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// Of the questionnaire, as `$.item[2].answerOption[0]`.
    case path(String)
    /// The same of what is no JSON at all, where line and column tell more. 1-based.
    case text(path: String, line: Int, column: Int)
    /// Of the link file. 1-based.
    case links(line: Int, column: Int)
  }

  package enum Problem: Hashable, Sendable {
    case notJSON, notUTF8
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case tooMany(limit: Int)
    /// Something stands twice: a member, a linkId, a code.
    case takenTwice
    case missing
    case wrongType(Kind)
    case unknownMember(near: String?)
    case notOneOf([String])
    /// A number that has a fraction, or that is no number.
    case notWhole
    case outOfRange(ClosedRange<Int>)
    /// A text that holds control characters, or is longer than people read.
    case unreadableText
    case noLabel(Tongue)
    case otherResource
    case notForPeople
    /// Changes what the whole means, and is not understood here.
    case modifier
    /// Of the standard, but not of this program.
    case unsupported(Unsupported)
    case unknownValueSet
    case noOptions
    case emptyGroup
    case noQuestions
    case unknownQuestion
    case questionInRows
    case questionLeftOut
    case cycle
    case cannotCompare
    case notAnOption
    /// A code without a system that several options have.
    case ambiguous
    case twoWeights
    case twoValues
    case noUnit
    case boundsCrossed
    case notAnId
    case noVersion
    case noLanguage
    case form(FormFault.Problem)
    /// Of the link file, as rules have it.
    case rule(RuleFault.Problem)
    case unknownItem
    case notWeighted
    case notMapped([String])
    case noLevel
    case notAChoice
    case bandsOutOfOrder
    case bandsTooShort(most: Int)
    case notAMeasure([String])
    case notAnInput([String])
  }

  package enum Kind: String, Hashable, Sendable {
    case object, list, text, flag, whole
  }

  /// What the standard has and this program cannot honour.
  package enum Unsupported: Hashable, Sendable {
    case itemType(String)
    case fraction
    case valueReference
    case valueSetElsewhere
    case valueSetFilter
    case rowsInRows
    case conditionInRows
    case itemsUnder
    case repeatedAnswer
    case `extension`(String)
  }

  package let place: Place
  package let problem: Problem
  /// The wrong name of the link file with the nearest that there is, where a name is wrong.
  package let misnamed: Misnamed?

  package init(place: Place, problem: Problem, misnamed: Misnamed? = nil) {
    (self.place, self.problem, self.misnamed) = (place, problem, misnamed)
  }

  /// Where, as one word: a path, or line and column of the link file.
  package var path: String {
    switch place {
    case .path(let path), .text(let path, _, _): path
    case .links(let line, let column): "\(line):\(column)"
    }
  }
}

/// All that is wrong with a questionnaire and its link file, in the order of reading.
package struct QuestionnaireFaults: Error, Hashable, Sendable {
  package let list: [QuestionnaireFault]
}

/// Something harmless that is not used: said, never passed over in silence.
package struct QuestionnaireLeftOut: Hashable, Sendable {
  package let path: String
  /// A member's name, or the address of an extension.
  package let what: String
}
