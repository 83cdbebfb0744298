// Warning lights: the six first-line lights that a counsellor looks at each month.
// Source: HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 5.1, note 66, for
// their use and number. Which six was not published and several versions were in use: the shipped
// ones are ours, and a site replaces them by a file.
//
// Mobility was supported on 2012-03-01: on 2013-03-01 the light `mobility` is on, a day later
// unknown. A light is off when what was observed of it in those months is no barrier; not all of
// its thresholds need to be known for that.
//
// They decide nothing: they say that somebody should look further.

import InstrumentKit

/// Shows from the file what a counsellor should look into.
public struct Lights: Instrument {
  let board: Board

  public init() { self.init(.shipped) }

  init(_ board: Board) { self.board = board }

  public var description: Description {
    Description(
      id: "lights", version: "1.0", label: Label(nl: "Knipperlichten", en: "Warning lights"),
      summary: Label(
        nl: "Eerstelijns knipperlichten, maandelijks uit het dossier",
        en: "First-line warning lights, monthly from the file"),
      source: "HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 5.1",
      licence: "Apache-2.0; own labels")
  }

  public var form: Form {
    Form([
      Section(
        "check", Label(nl: "Maandelijkse controle", en: "Monthly check"),
        [
          Item("checked", Label(nl: "Alle lichten bekeken", en: "All lights looked at"), .flag),
          Item("remark", Label(nl: "Opmerking", en: "Remark"), .note, .occasion),
        ])
    ])
  }

  public var inputs: [Input] { [.lastMeasured] + board.thresholds.map { .observed($0) } }
  public var measures: [Measure] { LightsMeasure.all(board) }
  public var goldenCases: [GoldenCase] { Lights.cases }
  public var rules: String? { Board.shipped.text }

  public func following(_ rules: Rules) throws -> any Instrument { Lights(try Board(rules)) }
}

/// Receives the instrument; named in the C entry of the plugin.
@c(drempel_register_lights)
public func registerLights(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(Lights())
}
