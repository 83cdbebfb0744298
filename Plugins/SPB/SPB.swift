// Socio-professional balance: a conversation in phases, demanded for federal and ESF money.
// Source: HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 5.3. The phases and
// the shape of the records are ours.
//
// A timeline of work until June 2005 and of care from January 2007 leaves a gap of over six
// months. Months are counted that a row other than a gap touches; rows may overlap.
//
// It scores nobody: it says how far the conversation is and what the dossier still lacks.

import InstrumentKit

/// Keeps the dossier of a conversation about work: agreement, past, competences, wishes, plan.
public struct SPB: Instrument {
  public init() {}

  public var description: Description {
    Description(
      id: "spb", version: "1.0",
      label: Label(nl: "Socio-professionele balans", en: "Socio-professional balance"),
      summary: Label(
        nl: "Gesprek in fasen: overeenkomst, verleden, competenties, plan",
        en: "Conversation in phases: agreement, past, competences, plan"),
      source: "HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 5.3",
      licence: "Apache-2.0; own labels")
  }

  public var form: Form { SPB.sections }
  public var inputs: [Input] { SPBInput.allCases.map(\.input) }
  public var measures: [Measure] { SPBMeasure.allCases.map(\.measure) }
  public var goldenCases: [GoldenCase] { SPB.cases }
}

/// Receives the instrument; named in the C entry of the plugin.
@c(drempel_register_spb)
public func registerSPB(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(SPB())
}
