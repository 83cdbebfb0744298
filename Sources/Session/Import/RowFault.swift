import InstrumentKit
import Profile
import Questionnaires
import Store

/// Why a row of a file is not taken: facts only, never the value itself.
package struct RowFault: Error, Hashable, Sendable {
  /// Boxed, for it is handed back of every field and there is hardly ever one.
  package indirect enum Problem: Hashable, Sendable {
    case missing
    case notACode(list: [String])
    case notADay
    /// A day, but not written as the days of this file are said to be.
    case otherDayForm(DayForm)
    case notYesNo
    case notANumber(ClosedRange<Int>)
    case notAClientCode
    case isNationalNumber
    case notANationalNumber
    /// A number of which a spreadsheet kept the first digits only.
    case powerOfTen
    /// A level that several scores of the instrument say.
    case severalScores([String])
    /// A reason for which the instrument has no score.
    case noScore
    /// A level, and beside it why there is none.
    case levelAndReason
    /// Something stands in a column that has no name.
    case withoutName
    case bornLater
    case filledLater
    /// A day before 1900.
    case longAgo
    /// A birth after a registration that is there already.
    case bornAfterEarlier
    case tooLong(limit: Int)
    case unknownSpecification
    case unknownAction
    /// The day that something ends lies before the day that it starts.
    case endsEarlier
    /// A day that lies before the person was born, or before or after entering an operation.
    case beforeBirth, beforeEntering, afterEntering
    /// In a row of a table, counted from 1.
    case inRow(Int, Problem)
    /// The instrument says at which character the answer stops being one, and why.
    case misread(Misreading)
    /// In a response to a questionnaire.
    case response(ResponseFault.Problem)
    case wrongFieldCount(expected: Int, found: Int)
    case invalidText
    /// A byte of zero, which no text has.
    case nul
    case unclosedQuote
    /// The same key with other content is in the store already.
    case conflict
    /// Somebody corrected, moved or struck the registration since.
    case revised(Deed)
    /// The same key with other content stood earlier in the file, on this line.
    case repeated(line: Int)
    /// The client was forgotten; one that comes back gets a new code.
    case forgotten
    /// The national number stands for this client.
    case numberTaken(client: String)
    /// The national number stands for another client of the same file, on this line.
    case numberRepeated(line: Int)
    /// There is no client of this code yet.
    case unknownClient

    /// Whether a number is wrong by its size only.
    var isAboutRange: Bool {
      switch self {
      case .notANumber: true
      case .inRow(_, let inner): inner.isAboutRange
      default: false
      }
    }
  }

  /// What the value looks like, so that it can be found without repeating it.
  package enum ValueClass: String, Hashable, Sendable {
    case empty, number, day, word, text
  }

  package let line: Int
  /// The name of the column, or the path in a response; nil when the whole row is meant.
  package let column: String?
  package let valueClass: ValueClass
  package let problem: Problem
  /// The last of the physical lines that the row takes.
  package let lastLine: Int

  package init(
    line: Int, column: String?, valueClass: ValueClass, problem: Problem, lines: Int = 1
  ) {
    lastLine = line + max(lines, 1) - 1
    self.line = line
    self.column = column
    self.valueClass = valueClass
    self.problem = problem
  }
}

extension RowFault.ValueClass {
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let digits = bytes.dropFirst(bytes.first == 45 && bytes.count > 1 ? 1 : 0)
    let isDigits = digits.allSatisfy { (48...57).contains($0) }
    let isWord = bytes.allSatisfy { byte in
      (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46
    }
    if bytes.isEmpty {
      self = .empty
    } else if isDigits {
      self = .number
    } else if bytes.count(where: { $0 == 45 }) == 2,
      bytes.allSatisfy({ (48...57).contains($0) || $0 == 45 })
    {
      self = .day
    } else {
      self = isWord ? .word : .text
    }
  }
}

/// Something odd in a row that is taken all the same.
package struct RowWarning: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// An answer to a question that did not apply: kept aside, counted in nothing.
    case notApplicable
    /// One of its options, that is.
    case optionNotApplicable
    /// The national number says another birth date, or another sex.
    case numberDisagrees
    /// A barrier without a word on what it is.
    case noSpecification
    /// A specification of a threshold that is no barrier here.
    case strayedSpecification
    /// That there is no follow-up ends no referral that was told before.
    case referralStands
    /// A commune that is in no list, and the name that may be meant.
    case unknownCommune(near: String?)
    /// A reason why there is no answer, which no answer to the question can say.
    case reasonNotKept
    /// A day of leaving an operation that has not come yet.
    case leavesLater
    /// Something that is so since a day after that of the registration.
    case beginsLater
    /// A category of VDAB that is in no list: kept, and counted by itself.
    case unknownCategory(near: String?)
    /// A resource in a bundle that is no response.
    case otherResource
    /// A spreadsheet took a zero from the front; it was put back.
    case lostZero
    /// The same row stood earlier in the file.
    case rowTwice
    /// A response that took the place of an earlier form of it.
    case corrected(from: Day, to: Day)
    /// An earlier form of a response of which a later one was taken.
    case outdated
    /// What the registration was before somebody did this to it since.
    case before(Deed)
    /// So many new clients have nearly the code of another.
    case nearCodes(Int)
  }

  package let kind: Kind
  package let item: String

  /// Whether it is of a text that its list does not have.
  var isOfAStranger: Bool {
    switch kind {
    case .unknownCommune, .unknownCategory: true
    case .notApplicable, .optionNotApplicable, .numberDisagrees, .noSpecification,
      .strayedSpecification, .referralStands, .reasonNotKept, .leavesLater, .beginsLater,
      .otherResource, .lostZero, .rowTwice, .corrected, .outdated, .before, .nearCodes:
      false
    }
  }
}
