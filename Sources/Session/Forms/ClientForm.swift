import Cohort
import Exchange
import InstrumentKit
import Language
import PluginHost
import Profile
import Store

/// A form about one client, to print and for programs.
struct ClientForm {
  let client: String
  let document: Document
  /// Nil for a form that is for people only.
  var record: BalanceRecord?
}

/// Makes the forms that organisations ask for, from what is known of clients.
///
/// Identity stands in them only where a sentence named its columns; open answers and what is about
/// health only where the export names them.
struct ClientForms {
  let ref: ExportRef
  let view: RowsView
  /// What the columns of the table say of each client.
  let shown: [String: [Shown]]
  let tongue: Tongue
  let policy: Policy
  let registrations: ([String], LoadedPlugin?, Bool) throws -> [[Registration]]

  /// A column that a sentence names, and its value: for people, and as files have it.
  struct Shown: Hashable {
    let name: String
    let fact: Document.Fact
    let plain: String
  }

  var isDutch: Bool { tongue == .nl }

  /// The newest level of each threshold that may stand in the form, and how many were left out.
  func judged(
    _ observed: [Observed]
  ) -> (shown: [(threshold: Threshold, level: Level, observed: Observed)], leftOut: Int) {
    var found: [(threshold: Threshold, level: Level, observed: Observed)] = []
    var leftOut = 0
    for threshold in Threshold.all {
      guard let newest = observed.standing(threshold), let level = newest.finding.level
      else { continue }
      if threshold.domain == "health", !ref.withHealth {
        leftOut += 1
      } else {
        found.append((threshold, level, newest))
      }
    }
    return (found, leftOut)
  }

  func healthNote(_ count: Int) -> Document.Block? {
    if count == 0 { return nil }
    return .paragraph(
      isDutch
        ? "\(Counted.healthThreshold.text(count, .nl)) hier niet: enkel waar de uitvoer gezondheid "
          + "noemt, gaat dat mee."
        : "\(Counted.healthThreshold.text(count, .en)) not stand here: that goes out only where the "
          + "export names health.")
  }

  static let dots = String(repeating: ".", count: 60)
}

extension RowsView {
  /// A table of client codes only.
  func clientCodes(_ codes: [String]) -> Frame {
    Frame(columns: [Reference.texts("client", codes)], rowCount: codes.count)
  }
}
