// ICF screening for clients with a medical, mental, psychological or psychiatric problem.
// Sources: HIVA-KU Leuven, trial locations VDAB-OCMW, phase 2 (2013), section 5.3, for its use and
// its eleven indicators, which were not published; WHO's notation and qualifiers (ICF, 2001); the
// choice of indicators follows WHO's Brief Core Set for Vocational Rehabilitation without its two
// categories of service systems. Cut-offs, links and labels are ours; a site may replace them.
//
// `d240.23` is a moderate problem in performance and a severe one in capacity: performance decides.
// `e310+2` helps and so says nothing of a barrier. A category of 8 is not specified, 9 does not
// apply; neither counts as specified.
//
// It does not say what a person wants: no indicator is linked to motivation.

import InstrumentKit

/// Screens eleven indicators of the ICF and advises which support comes next.
public struct ICF: Instrument {
  let set: IndicatorSet
  private let sections: Form
  /// The part of each indicator as a number: it is read a million times.
  let parts: [Notation.Part]

  public init() { self.init(.shipped) }

  init(_ set: IndicatorSet) {
    self.set = set
    sections = ICF.form(set)
    parts = set.indicators.map(\.part)
  }

  public var description: Description {
    Description(
      id: "icf", version: "1.0", label: Label(nl: "ICF-screening", en: "ICF screening"),
      summary: Label(
        nl: "Bio-psycho-sociale screening met \(set.indicators.count) indicatoren",
        en: "Bio-psycho-social screening with \(set.indicators.count) indicators"),
      source: "WHO, ICF (2001); HIVA-KU Leuven, trial locations, phase 2 (2013), section 5.3",
      licence: "Apache-2.0; own labels")
  }

  public var form: Form { sections }
  public var inputs: [Input] {
    [.item("assessors"), .lastMeasured] + set.indicators.map { .item($0.code) }
  }
  public var measures: [Measure] { ICFMeasure.allCases.map(\.measure) }
  public var goldenCases: [GoldenCase] { ICF.cases }
  public var rules: String? { IndicatorSet.shipped.text }
  public var advice: Advice? {
    Advice(
      measure: "advice", order: ["mediation", "light-guidance", "specialised-rehabilitation"],
      overrides: .up)
  }

  public func following(_ rules: Rules) throws -> any Instrument { ICF(try IndicatorSet(rules)) }

  public func misreading(_ text: String, of item: String) -> Misreading? {
    Notation.misreading(text, of: item)
  }
}

/// Receives the instrument; named in the C entry of the plugin.
@c(drempel_register_icf)
public func registerICF(_ registrar: UnsafeMutableRawPointer) {
  Registrar.at(registrar).add(ICF())
}
