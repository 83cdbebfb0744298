// Multi-element advice: one document that several partners fill in, so that the client tells the
// story once. Source: HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 2.5.2.1.
// Which sections a purpose requires, who may read section 8 and GAF, and when specialised actions
// are indicated are ours.
//
// A physician's contribution of May and a counsellor's of June stand beside each other: sections
// that both filled in show both, the newest of each role. GAF 0 is not enough information, which
// is no score: it has the band `insufficient`.
//
// It decides nothing: what follows from the advice is for those who read it together.

import InstrumentKit

/// Brings together what partners know of somebody's way to work, by section and role.
public struct MEA: Instrument {
  public init() {}

  public var description: Description {
    Description(
      id: "mea", version: "1.0",
      label: Label(nl: "Multi-elementenadvies", en: "Multi-element advice"),
      summary: Label(
        nl: "Gedeeld document van partners rond één cliënt, in zestien delen",
        en: "Shared document of partners around one client, in sixteen sections"),
      source: "HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 2.5.2.1",
      licence: "Apache-2.0; own labels")
  }

  public var form: Form { MEA.sections }
  public var inputs: [Input] { MEA.allInputs }
  public var measures: [Measure] { MEA.allMeasures }
  public var goldenCases: [GoldenCase] { MEA.cases }
}

/// Receives the instrument; named in the C entry of the plugin.
@c(drempel_register_mea)
public func registerMEA(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(MEA())
}
