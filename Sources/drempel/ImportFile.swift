import ArgumentParser
import Foundation
import InstrumentKit
import Language
import Profile
import Session

struct ImportFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a file of registrations into the store.",
    discussion: """
      Csv, tsv, json as the program exports it, or responses to questionnaires (HL7 FHIR R4) as \
      json or ndjson. All rows are taken or none; importing the same file twice changes nothing.
      """)

  @OptionGroup var common: CommonOptions
  @Argument(
    help: "The file; columns of a csv file are the instrument's item codes.", completion: .file())
  var file: String
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The instrument that the file was made with.", valueName: "instrument"))
  var instrument: String
  @Flag(help: "Take the good rows and leave the bad ones.") var partial = false
  @Flag(help: "Correct registrations that are there by what the file says of its columns.")
  var replace = false
  @Flag(help: "With --replace: also where somebody corrected, moved or struck one since.")
  var overCorrections = false
  @Flag(help: "Take a national number that stands for another client all the same.")
  var acceptDuplicates = false
  @Option(
    help: ArgumentHelp(
      "How the file's characters are written, when that is not UTF-8: windows-1252, utf-16, …",
      valueName: "encoding"))
  var encoding: String?
  @Option(
    help: ArgumentHelp(
      "How its days are written: iso (2012-06-30), dmy (30/06/2012) or excel (41090).",
      valueName: "form"))
  var dates: String?
  @Option(
    help: "Write all bad rows to this file, with line, column and reasons, to mend and import.",
    completion: .file())
  var rejected: String?
  @Flag(help: "Replace the file of rejected rows when it exists.") var overwrite = false

  func validate() throws {
    if let encoding, TextEncoding(name: encoding) == nil {
      let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--encoding is one of \(known)")
    }
    if let dates, DayForm(word: dates) == nil {
      let known = DayForm.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--dates is one of \(known)")
    }
  }

  private var form: ImportForm {
    var form = ImportForm()
    form.isPartial = partial
    form.replaces = replace
    form.isOverCorrections = overCorrections
    form.acceptsDuplicates = acceptDuplicates
    form.encoding = encoding.flatMap(TextEncoding.init(name:))
    form.dates = dates.flatMap(DayForm.init(word:)) ?? .iso
    form.rejected = rejected
    form.overwritesRejected = overwrite
    return form
  }

  func run() throws {
    let session = try common.session()
    let tongue = session.tongue
    let report = try Standard.worded(tongue) { () -> ImportReport in
      do {
        return try session.importing(
          file, as: instrument, form, progress: progress)
      } catch let refused as ImportRefused {
        Standard.tell(refused.report.listing(tongue))
        throw refused
      }
    }
    Standard.tell(report.text(tongue))
    Standard.say(try session.countLine())
  }

  /// Shown only to people, and only when it takes a while.
  private var progress: (Int) -> Void {
    guard isatty(2) == 1 else { return { _ in } }
    let start = ContinuousClock.now
    return { rows in
      if ContinuousClock.now - start > .milliseconds(500) { Standard.steer("\r\(rows) rows") }
    }
  }
}
