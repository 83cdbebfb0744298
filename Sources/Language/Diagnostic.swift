import InstrumentKit
import Profile

/// Something wrong in a program: a fact about a stretch of its text, collected and never thrown.
package struct Diagnostic: Hashable, Sendable {
  package let kind: Kind
  package let span: Span

  init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  /// What should have stood somewhere.
  package enum Expected: Hashable, Sendable {
    case name, source, stage, instrument, number, symbol(String), keyword(Keyword), day, text
    case path, purpose, format, function, condition, knownOrUnknown, value, barOrEnd, client
    case threshold, level, change, decision, item, list, referralField, organisation, data, ground
    case extra, entry, report, reportWord(ReportWord), part, commune
  }

  package enum Kind: Hashable, Sendable {
    case strangeCharacter(Unicode.Scalar)
    case unclosedText
    /// A sign that stands for bytes that were none.
    case notUTF8
    case noSuchDay
    case tooDeep(Int)
    /// In a stage, when one was begun.
    case expected(Expected, isEnd: Bool, in: Keyword?)
    case unknownStage(String)
    case unknownSource(String)
    case unknownName(String)
    /// The field exists, but the table no longer has it.
    case notShown(String)
    case unknownInstrument(String, searched: [String], near: [String])
    case unknownMeasure(String, instrument: String)
    case notScored(instrument: String)
    case unknownFormat(String)
    /// Standard output cannot take the format.
    case needsFile(ExportRef.Format)
    /// Only counts by one or two columns can be published.
    case notPublishable
    /// Keys that tell people apart.
    case notPublished([String])
    /// A condition on what a de-identified file has only in coarse form by then.
    case askedTooLate(String)
    /// Only a bundle is of some instruments.
    case onlyOfBundles(ExportRef.Format)
    case unknownFunction(String)
    case nameTaken(String)
    case doubleColumn(String)
    case wrongCode(String, list: String, codes: [CodeList.Code], belongsTo: String?)
    case wrongType(name: String, type: TypeWord, found: TypeWord)
    case notAssessedCompared(String)
    case listCompared(String, with: String)
    case notAList(String)
    case notOrdered(String)
    case listSorted(String)
    case meanOfLevel(String)
    case notSummable(String)
    case notYesNo(String, type: TypeWord)
    case afterExport
    case noClients
    case badClient(String)
    case unknownThreshold(String)
    case forbidden(String)
    /// A field that no de-identified file may hold.
    case notDeIdentified(String)
    /// The instrument advises nothing that could be decided.
    case noAdvice(String)
    /// Given for a parameter that the script does not have.
    case noParameter(String, known: [String])
    /// Given for a parameter, and not of its kind.
    case wrongSetting(String, TypeWord)
    /// Neither a parameter nor what a loop stands at.
    case notDeclared(String)
    /// Between braces in a text.
    case notDeclaredInText(String)
    /// A parameter or loop stands for something that a field cannot be.
    case otherValues(String, than: String)
    /// The first of two ends is after the second.
    case turned
    /// Bars need counts.
    case nothingToDraw
    case unknownList(String)
    /// Something else stands where a stretch of time should.
    case notASpan
    /// The days of a column can lie behind and ahead.
    case whichSide(String)
    /// No row ever has so large a number.
    case beyond(String, most: Int)
    /// Two closed lists have no code in common.
    case otherList(String, String)
    /// The list looks no further than a day.
    case noHorizon(String)
    /// A word that other sentences need, and this one does not.
    case unneeded(Keyword)
    /// A referral says nothing of this.
    case notOfReferral(String)
    case unknownReport(String)
    /// A word that this report does not take, or was given twice.
    case notOfReport(ReportWord, ReportKind)
    case missingOfReport(ReportWord, ReportKind)
    /// Something else stands where a quarter, a year or a day should.
    case notAPeriod(quarterOnly: Bool)
    /// The last day is before the first.
    case endsBefore
    /// The instrument asks nothing of this name.
    case unknownItem(String, instrument: String, near: String?)
  }

  /// 0 done, 1 a plugin is missing, 2 a wrong program, 3 refused.
  package var exitCode: Int32 {
    switch kind {
    case .unknownInstrument(_, _, let near): near.isEmpty ? 1 : 2
    case .forbidden, .notDeIdentified, .notPublished: 3
    default: 2
    }
  }
}

/// A type, for people.
package enum TypeWord: String, Hashable, Sendable {
  case text, note, code, codes, level, flag, count, day, quarter, number, span

  package init(_ type: FieldType) {
    switch type {
    case .text: self = .text
    case .note: self = .note
    case .code: self = .code
    case .codes, .words: self = .codes
    case .level: self = .level
    case .flag: self = .flag
    case .count, .percent, .decimal: self = .number
    case .day: self = .day
    case .quarter: self = .quarter
    }
  }

  var label: Label {
    switch self {
    case .text: Label(nl: "tekst", en: "text")
    case .note: Label(nl: "notitie", en: "note")
    case .code: Label(nl: "code", en: "code")
    case .codes: Label(nl: "lijst", en: "list")
    case .level: Label(nl: "niveau", en: "level")
    case .flag: Label(nl: "ja of nee", en: "yes or no")
    case .count, .number: Label(nl: "getal", en: "number")
    case .day: Label(nl: "datum", en: "date")
    case .quarter: Label(nl: "kwartaal", en: "quarter")
    case .span: Label(nl: "tijdsduur", en: "stretch of time")
    }
  }
}
