import ArgumentParser
import Foundation
import InstrumentKit
import Language
import Session

struct ImportFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a file of registrations into the store.",
    discussion: """
      Csv, or responses to questionnaires (HL7 FHIR R4) as json or ndjson. All rows are taken or \
      none; importing the same file twice changes nothing.
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
  @Flag(help: "Put changed registrations in the place of earlier ones.") var replace = false

  func run() throws {
    let session = try common.session()
    let tongue = session.tongue
    let report = try Standard.worded(tongue) { () -> ImportReport in
      do {
        return try session.importing(
          file, as: instrument, partial: partial, replace: replace, progress: progress)
      } catch let refused as ImportRefused {
        Standard.tell(refused.report.listing(tongue))
        throw refused
      }
    }
    Standard.tell(report.text(tongue))
    print(try session.countLine())
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
