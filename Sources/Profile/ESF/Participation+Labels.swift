import InstrumentKit

/// What the columns of a file of participations mean.
extension Participation.Fact {
  package var label: Label {
    switch self {
    case .leftOn: Label(nl: "Uitgestapt op", en: "Left on")
    case .labourStatus: Label(nl: "Arbeidsstatuut bij de instap", en: "Labour status on entering")
    case .unemployedSince: Label(nl: "Werkloos sinds", en: "Unemployed since")
    case .education: Label(nl: "Hoogste diploma bij de instap", en: "Highest diploma on entering")
    case .inEducation:
      Label(
        nl: "In onderwijs of opleiding bij de instap", en: "In education or training on entering")
    case .disability: Label(nl: "Met een handicap", en: "With a disability")
    case .minority: Label(nl: "Behoort tot een minderheid", en: "Belongs to a minority")
    case .rural: Label(nl: "Uit een landelijk gebied", en: "From a rural area")
    case .hasAddress: Label(nl: "Heeft een adres", en: "Has an address")
    case .events:
      Label(
        nl: "Wat er gebeurde, als datum,feit;datum,feit",
        en: "What happened, as day,event;day,event")
    }
  }

  /// The word for its type, as the codebook has it.
  package var type: String {
    switch self {
    case .leftOn, .unemployedSince: "day"
    case .labourStatus, .education, .inEducation, .disability, .minority: "code"
    case .rural, .hasAddress: "flag"
    case .events: "text"
    }
  }

  package var codes: CodeList? {
    switch self {
    case .labourStatus: Names.labourStatus
    case .education: Names.diploma
    case .inEducation, .disability, .minority: Names.told
    case .events: Names.participationEvent
    case .leftOn, .unemployedSince, .rural, .hasAddress: nil
    }
  }
}
