// A member per threshold, so that a plugin names one without a text that may be misspelt.

extension Threshold {
  @inlinable public static var illness: Threshold { Threshold(place: 0) }
  @inlinable public static var pregnancy: Threshold { Threshold(place: 1) }
  @inlinable public static var addiction: Threshold { Threshold(place: 2) }
  @inlinable public static var psychological: Threshold { Threshold(place: 3) }
  @inlinable public static var disability: Threshold { Threshold(place: 4) }
  @inlinable public static var physicalCapacity: Threshold { Threshold(place: 5) }
  @inlinable public static var cognition: Threshold { Threshold(place: 6) }
  @inlinable public static var homelessness: Threshold { Threshold(place: 7) }
  @inlinable public static var unfitDwelling: Threshold { Threshold(place: 8) }
  @inlinable public static var moving: Threshold { Threshold(place: 9) }
  @inlinable public static var transitHousing: Threshold { Threshold(place: 10) }
  @inlinable public static var relationships: Threshold { Threshold(place: 11) }
  @inlinable public static var parenting: Threshold { Threshold(place: 12) }
  @inlinable public static var childcare: Threshold { Threshold(place: 13) }
  @inlinable public static var careDuty: Threshold { Threshold(place: 14) }
  @inlinable public static var socialNetwork: Threshold { Threshold(place: 15) }
  @inlinable public static var workNetwork: Threshold { Threshold(place: 16) }
  @inlinable public static var appearance: Threshold { Threshold(place: 17) }
  @inlinable public static var hygiene: Threshold { Threshold(place: 18) }
  @inlinable public static var communication: Threshold { Threshold(place: 19) }
  @inlinable public static var administration: Threshold { Threshold(place: 20) }
  @inlinable public static var socialSkills: Threshold { Threshold(place: 21) }
  @inlinable public static var selfReliance: Threshold { Threshold(place: 22) }
  @inlinable public static var careerHistory: Threshold { Threshold(place: 23) }
  @inlinable public static var dutch: Threshold { Threshold(place: 24) }
  @inlinable public static var literacy: Threshold { Threshold(place: 25) }
  @inlinable public static var workPermit: Threshold { Threshold(place: 26) }
  @inlinable public static var qualification: Threshold { Threshold(place: 27) }
  @inlinable public static var jobGoal: Threshold { Threshold(place: 28) }
  @inlinable public static var appointments: Threshold { Threshold(place: 29) }
  @inlinable public static var initiative: Threshold { Threshold(place: 30) }
  @inlinable public static var flexibility: Threshold { Threshold(place: 31) }
  @inlinable public static var frustration: Threshold { Threshold(place: 32) }
  @inlinable public static var motivation: Threshold { Threshold(place: 33) }
  @inlinable public static var mobility: Threshold { Threshold(place: 34) }
  @inlinable public static var selfKnowledge: Threshold { Threshold(place: 35) }
  @inlinable public static var structure: Threshold { Threshold(place: 36) }
  @inlinable public static var finances: Threshold { Threshold(place: 37) }
  @inlinable public static var justice: Threshold { Threshold(place: 38) }
  @inlinable public static var unemploymentTrap: Threshold { Threshold(place: 39) }
}
