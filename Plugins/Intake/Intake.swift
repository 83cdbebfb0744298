// Common intake: the joint registration and follow-up of the VDAB-OCMW trial locations, 2012 to
// March 2013. Source: HIVA-KU Leuven report on the trial locations, phase 2 (2013), annex 3.
//
// A registration that was not followed up because the client was not ready: eligible `no`.
//
// It does not judge who may be referred: it registers what two counsellors decided.

import InstrumentKit

/// Registers a client with all core thresholds, the referral and its follow-up.
public struct Intake: Instrument {
  public init() {}

  public var description: Description {
    Description(
      id: "intake", version: "2012.1",
      label: Label(nl: "Gemeenschappelijke intake", en: "Common intake"),
      summary: Label(
        nl: "Gezamenlijke registratie en opvolging door VDAB en OCMW",
        en: "Joint registration and follow-up by VDAB and OCMW"),
      source: "HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), annex 3",
      licence: "Apache-2.0; own labels")
  }

  public var form: Form { Intake.sections }
  public var inputs: [Input] { IntakeInput.allCases.map(\.input) }
  public var measures: [Measure] { Intake.allMeasures }
  public var advice: Advice? {
    Advice(measure: "eligible", order: ["no", "yes"], overrides: .up)
  }
  public var goldenCases: [GoldenCase] { Intake.cases }
}

/// Receives the instrument; named in the C entry of the plugin.
@c(drempel_register_intake)
public func registerIntake(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(Intake())
}
