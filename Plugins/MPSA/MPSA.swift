// MPSA: measuring instrument for professional and social activation, public social welfare
// centre of Antwerp. Source: HIVA-KU Leuven report on the VDAB-OCMW trial locations, phase 2
// (2013), section 2.5.2.2.
//
// A client of 62 with mobility d and finances not asked: activation `social-only` (over-60),
// blocking 1.
//
// It does not decide on referral: target groups say which one fits, by rules of the site. Those
// that are shipped are an example, for Antwerp keeps its seven confidential.

import InstrumentKit

/// Judges 21 thresholds, tells how somebody can be activated, and keeps the clock of the aid.
public struct MPSA: Instrument {
  let targets: TargetGroups

  public init() { self.init(.shipped) }

  init(_ targets: TargetGroups) { self.targets = targets }

  public var description: Description {
    Description(
      id: "mpsa", version: "2011.7",
      label: Label(nl: "MPSA", en: "MPSA"),
      summary: Label(
        nl: "Meetinstrument voor professionele en sociale activering, OCMW Antwerpen",
        en: "Measuring instrument for professional and social activation, Antwerp"),
      source: "HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 2.5.2.2",
      licence: "Apache-2.0; own labels")
  }

  public var form: Form { MPSA.sections }
  public var inputs: [Input] { MPSAInput.allCases.map(\.input) }
  public var measures: [Measure] { MPSA.allMeasures(targets) }
  public var rules: String? { targets.text }
  public var goldenCases: [GoldenCase] { MPSA.cases }

  public func following(_ rules: Rules) throws -> any Instrument { MPSA(try TargetGroups(rules)) }
}

/// Receives the instrument; named in the C entry of the plugin.
@c(drempel_register_mpsa)
public func registerMPSA(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(MPSA())
}
