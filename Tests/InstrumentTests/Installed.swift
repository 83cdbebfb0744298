import Conformance
import ICFPlugin
import InstrumentKit
import IntakePlugin
import LadderPlugin
import LightsPlugin
import MEAPlugin
import MPSAPlugin
import Profile
import SPBPlugin

/// The instruments that come with Drempel.
enum Installed {
  static let mpsa: any Instrument = MPSA()
  static let icf: any Instrument = ICF()
  static let lights: any Instrument = Lights()
  static let all: [any Instrument] = [
    Intake(), mpsa, MEA(), icf, lights, Ladder(), SPB(),
  ]

  static func shared(_ name: String) -> AnswerType? {
    FieldCatalog.standard.field(name)?.type.answers
  }

  static let fields = Conformance.Fields(
    shared: { shared($0) }, knows: { FieldCatalog.standard.field($0) != nil })
}
