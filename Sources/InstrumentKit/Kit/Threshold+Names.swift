// A member per threshold, so that a plugin names one without a text that may be misspelt.

extension Threshold {
  /// Illness or hospitalisation.
  @inlinable public static var illness: Threshold { Threshold(place: 0) }
  /// Pregnancy or maternity leave.
  @inlinable public static var pregnancy: Threshold { Threshold(place: 1) }
  /// Addiction.
  @inlinable public static var addiction: Threshold { Threshold(place: 2) }
  /// Psychological barrier.
  @inlinable public static var psychological: Threshold { Threshold(place: 3) }
  /// Disability.
  @inlinable public static var disability: Threshold { Threshold(place: 4) }
  /// Physical capacity.
  @inlinable public static var physicalCapacity: Threshold { Threshold(place: 5) }
  /// Cognition.
  @inlinable public static var cognition: Threshold { Threshold(place: 6) }
  /// Homelessness.
  @inlinable public static var homelessness: Threshold { Threshold(place: 7) }
  /// Unfit dwelling.
  @inlinable public static var unfitDwelling: Threshold { Threshold(place: 8) }
  /// Moving or eviction.
  @inlinable public static var moving: Threshold { Threshold(place: 9) }
  /// Transit housing.
  @inlinable public static var transitHousing: Threshold { Threshold(place: 10) }
  /// Relationship problems.
  @inlinable public static var relationships: Threshold { Threshold(place: 11) }
  /// Raising children.
  @inlinable public static var parenting: Threshold { Threshold(place: 12) }
  /// Childcare.
  @inlinable public static var childcare: Threshold { Threshold(place: 13) }
  /// Care duty at home.
  @inlinable public static var careDuty: Threshold { Threshold(place: 14) }
  /// Social or family network.
  @inlinable public static var socialNetwork: Threshold { Threshold(place: 15) }
  /// Work-minded network.
  @inlinable public static var workNetwork: Threshold { Threshold(place: 16) }
  /// Work-minded appearance.
  @inlinable public static var appearance: Threshold { Threshold(place: 17) }
  /// Hygiene.
  @inlinable public static var hygiene: Threshold { Threshold(place: 18) }
  /// Communication skills.
  @inlinable public static var communication: Threshold { Threshold(place: 19) }
  /// Handling administration.
  @inlinable public static var administration: Threshold { Threshold(place: 20) }
  /// Social skills.
  @inlinable public static var socialSkills: Threshold { Threshold(place: 21) }
  /// Self-reliance.
  @inlinable public static var selfReliance: Threshold { Threshold(place: 22) }
  /// Career and school history.
  @inlinable public static var careerHistory: Threshold { Threshold(place: 23) }
  /// Knowledge of Dutch.
  @inlinable public static var dutch: Threshold { Threshold(place: 24) }
  /// Literacy in Latin script.
  @inlinable public static var literacy: Threshold { Threshold(place: 25) }
  /// Work permit and residence.
  @inlinable public static var workPermit: Threshold { Threshold(place: 26) }
  /// Qualification and recognition.
  @inlinable public static var qualification: Threshold { Threshold(place: 27) }
  /// Job goal.
  @inlinable public static var jobGoal: Threshold { Threshold(place: 28) }
  /// Keeping appointments.
  @inlinable public static var appointments: Threshold { Threshold(place: 29) }
  /// Own initiative.
  @inlinable public static var initiative: Threshold { Threshold(place: 30) }
  /// Flexibility in work or training.
  @inlinable public static var flexibility: Threshold { Threshold(place: 31) }
  /// Tolerance of frustration.
  @inlinable public static var frustration: Threshold { Threshold(place: 32) }
  /// Motivation.
  @inlinable public static var motivation: Threshold { Threshold(place: 33) }
  /// Mobility.
  @inlinable public static var mobility: Threshold { Threshold(place: 34) }
  /// Self-knowledge of the own labour-market situation.
  @inlinable public static var selfKnowledge: Threshold { Threshold(place: 35) }
  /// Structure.
  @inlinable public static var structure: Threshold { Threshold(place: 36) }
  /// Financial situation.
  @inlinable public static var finances: Threshold { Threshold(place: 37) }
  /// Contact with justice.
  @inlinable public static var justice: Threshold { Threshold(place: 38) }
  /// Unemployment trap.
  @inlinable public static var unemploymentTrap: Threshold { Threshold(place: 39) }
}
