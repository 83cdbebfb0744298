import InstrumentKit

/// What the responses to one questionnaire look like.
package struct ResponseShape: Sendable {
  package let url: String
  /// Nil for a questionnaire without one.
  package let version: String?
  package let outline: [OutlineNode]

  package init(url: String, version: String?, outline: [OutlineNode]) {
    self.url = url
    self.version = version
    self.outline = outline
  }
}

/// Why a response, or a part of it, is not taken; never the answer itself.
package struct ResponseFault: Error, Hashable, Sendable {
  package enum Problem: Hashable, Sendable {
    case notJSON
    case tooLarge(limit: Int)
    /// Neither a response nor a bundle.
    case otherResource
    case wrongType
    case missing
    case modifier
    case otherQuestionnaire
    case otherVersion(known: String)
    case notCompleted
    case noSubject
    /// One of this identifier was taken of somebody else.
    case otherClient
    case notADay
    case otherDay
    case unknownLinkId
    /// A column outside its row, or a question inside one.
    case misplaced
    case takenTwice
    case oneAnswer
    /// The member that an answer to this question has.
    case otherValue(expected: String)
    case notAnOption
    /// A code without a system that several options have.
    case ambiguous
    case notWhole
    case otherUnit(known: String)
    case tooLong(limit: Int)
    /// A text with a sign that parts cells or rows.
    case cannotHold
  }

  package let path: String
  package let problem: Problem

  package init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }
}

/// One response in the words of a file's row.
package struct ReadResponse: Sendable {
  /// What it is called where it comes from, and how old this form of it is.
  package struct Origin: Hashable, Sendable {
    /// System and value of its identifier, or nil.
    package internal(set) var identifier: String?
    /// Its id there, which another system may have too.
    package internal(set) var id: String?
    package internal(set) var version: Int?
    /// Moments as they are written there.
    package internal(set) var changed = ""
    package internal(set) var authored = ""
    package internal(set) var isAmended = false
  }

  package struct Answer: Sendable {
    package let column: String
    package let text: String
    package let path: String
  }

  package internal(set) var client = ""
  package internal(set) var clientPath = "$.subject"
  package internal(set) var day = ""
  package internal(set) var dayPath = "$.authored"
  package internal(set) var answers: [Answer] = []
  package internal(set) var origin = Origin()
  /// Items for which a reason is given why there is no answer, that no answer here can say.
  package internal(set) var reasons: [String] = []
  package internal(set) var faults: [ResponseFault] = []
}
