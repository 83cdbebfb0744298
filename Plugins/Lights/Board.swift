import InstrumentKit

/// Which lights there are, what turns each on, and when screening is advised.
struct Board: Sendable {
  struct Light: Sendable {
    let code: String
    let label: Label
    let thresholds: [Threshold]
    /// Whether this light alone advises screening.
    let isEnough: Bool
  }

  let name: String
  let version: String
  let lights: [Light]
  let windowMonths: Int
  /// So many lights advise screening.
  let advisedFrom: Int

  /// All thresholds of all lights, each once.
  let thresholds: [Threshold]
  /// The place of each threshold in that list, by its index; 0 for all others.
  let places: [Int]
  /// The lights as numbers: they are read a million times.
  let wires: [Wire]

  struct Wire {
    let thresholds: UInt64
    let isEnough: Bool
  }

  init(
    name: String, version: String, lights: [Light], windowMonths: Int, advisedFrom: Int
  ) {
    self.name = name
    self.version = version
    self.lights = lights
    self.windowMonths = windowMonths
    self.advisedFrom = advisedFrom
    let all = ThresholdSet(lights.flatMap(\.thresholds)).members
    thresholds = all
    var places = [Int](repeating: 0, count: 64)
    for (place, threshold) in all.enumerated() { places[Int(threshold.index)] = place }
    wires = lights.map {
      Wire(thresholds: ThresholdSet($0.thresholds).bits, isEnough: $0.isEnough)
    }
    self.places = places
  }
}

extension Board {
  static let shipped = Board(
    name: "first-line", version: "1",
    lights: [
      Light(
        code: "language", label: Label(nl: "taal", en: "language"),
        thresholds: [.dutch, .literacy, .communication], isEnough: false),
      Light(
        code: "health", label: Label(nl: "gezondheid", en: "health"),
        thresholds: [
          .illness, .addiction, .psychological, .disability, .physicalCapacity, .cognition,
        ], isEnough: true),
      Light(
        code: "mobility", label: Label(nl: "mobiliteit", en: "mobility"), thresholds: [.mobility],
        isEnough: false),
      Light(
        code: "job-search", label: Label(nl: "zoekgedrag", en: "job-search behaviour"),
        thresholds: [.initiative, .jobGoal, .selfKnowledge], isEnough: false),
      Light(
        code: "attitude", label: Label(nl: "attitude", en: "attitude"),
        thresholds: [.appointments, .flexibility, .frustration, .motivation], isEnough: false),
      Light(
        code: "living", label: Label(nl: "leefomstandigheden", en: "living conditions"),
        thresholds: [
          .homelessness, .unfitDwelling, .moving, .relationships, .childcare, .careDuty, .finances,
        ], isEnough: false),
    ], windowMonths: 12, advisedFrom: 2)

  /// The rules as a file, which a site may copy and change.
  var text: String {
    let lines = lights.map { light in
      """
        - code: \(light.code)
          nl: \(light.label.nl)
          en: \(light.label.en)
          thresholds: [\(light.thresholds.map(\.code).joined(separator: ", "))]
      """ + (light.isEnough ? "\n    alone: yes" : "")
    }
    return """
      # Warning lights; replace them by a file of your own.
      name: \(name)
      version: "\(version)"
      window-months: \(windowMonths)
      advised-from: \(advisedFrom)
      lights:
      \(lines.joined(separator: "\n"))

      """
  }

  /// - Throws: `RuleFault` with the place of what cannot be used.
  init(_ rules: Rules) throws {
    let root = rules.root
    try root.only(["name", "version", "window-months", "advised-from", "lights"])
    var lights: [Light] = []
    for node in try root.list("lights", 1...20) {
      try node.only(["code", "nl", "en", "thresholds", "alone"])
      let code = try node.code(notAmong: lights.map(\.code))
      let alone = try node.optional("alone")
      let word = try alone?.text ?? "no"
      guard ["yes", "no"].contains(word) else {
        throw alone?.fault(.notOneOf(["yes", "no"])) ?? node.fault(.missing("alone"))
      }
      lights.append(
        Light(
          code: code, label: try node.label(),
          thresholds: try node.list("thresholds").map { try $0.threshold },
          isEnough: word == "yes"))
    }
    self.init(
      name: rules.name, version: rules.version, lights: lights,
      windowMonths: try root.number("window-months", in: 1...120),
      advisedFrom: try root.number("advised-from", in: 1...lights.count))
  }
}
