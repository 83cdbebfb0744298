import InstrumentKit

extension Finding {
  /// The level, or reason for its being absent, of this word of either language.
  package init?(word: String) {
    let folded = Names.folded(word)
    if let place = Names.levels.place(of: folded), let level = Level(rawValue: UInt8(place + 1)) {
      self = .level(level)
    } else if let place = Names.absences.place(of: folded),
      let absence = Absence(rawValue: UInt8(place))
    {
      self = .absent(absence)
    } else {
      return nil
    }
  }

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
