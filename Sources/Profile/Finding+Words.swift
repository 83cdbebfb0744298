import InstrumentKit

extension Finding {
  /// The code of the level or of the absence in one language; a dash when it says nothing.
  package func word(_ tongue: Tongue) -> String {
    let code: CodeList.Code
    switch self {
    case .level(let level): code = Names.levels.codes[Int(level.rawValue) - 1]
    case .absent(let absence): code = Names.absences.codes[Int(absence.rawValue)]
    case .silent: return "–"
    }
    return tongue == .nl ? code.nl : code.en
  }
}
