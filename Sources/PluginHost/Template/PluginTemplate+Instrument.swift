/// The instrument: what it asks, and the borders of its rule.
extension PluginTemplate {
  var instrument: String {
    let type = name.type
    return #"""
      import InstrumentKit

      /// Whether work is within reach from home.
      ///
      /// Sixty minutes one way is near and sixty-one is far; whoever cannot travel at all has no work
      /// within reach, however near it is. Where the time is not known, nothing is said.
      public struct \#(type): Instrument {
        public init() {}

        public var description: Description {
          Description(
            id: "\#(name.id)", version: "1.0",
            label: Label(nl: "\#(name.words)", en: "\#(name.words)"),
            summary: Label(
              nl: "Of werk bereikbaar is van thuis uit",
              en: "Whether work is within reach from home"),
            source: "An example; the border of sixty minutes is ours",
            licence: "Apache-2.0; own labels")
        }

        /// The scores of the first question, and what each says on the scale that all instruments
        /// share.
        static let scale = LevelScale([
          .init("alone", .level(.noBarrier), Label(nl: "alleen", en: "alone")),
          .init("with-help", .level(.supported), Label(nl: "met hulp", en: "with help")),
          .init("not", .level(.blocking), Label(nl: "niet", en: "not at all")),
          .init(
            "not-clear", .absent(.cannotTell), Label(nl: "niet duidelijk", en: "not clear")),
        ])

        public var form: Form {
          Form([
            Section(
              "travel", Label(nl: "Naar het werk", en: "To work"),
              [
                Item(
                  "gets-around", Label(nl: "Verplaatst zich", en: "Gets around"),
                  .level(\#(type).scale), link: .threshold(.mobility, .narrower)),
                Item(
                  "minutes",
                  Label(nl: "Minuten tot het werk, één richting", en: "Minutes to work, one way"),
                  .number(0...240)),
                Item(
                  "would-move", Label(nl: "Zou verhuizen voor werk", en: "Would move for work"),
                  .flag),
              ])
          ])
        }

        /// What ``score(_:into:)`` reads besides the thresholds, by place.
        public var inputs: [Input] { [.item("minutes"), .item("would-move")] }
        public var measures: [Measure] { \#(type)Measure.allCases.map(\.measure) }
        public var goldenCases: [GoldenCase] { \#(type).cases }
      }

      /// Receives the instrument; named in the C entry of the plugin.
      @c(\#(name.symbol))
      public func register\#(type)(_ registrar: UnsafeMutableRawPointer) {
        Registrar.at(registrar).add(\#(type)())
      }

      """#
  }

  var cases: String {
    let type = name.type
    return #"""
      import InstrumentKit

      extension \#(type) {
        /// The borders of the rule; a host runs them when it checks the instrument.
        ///
        /// Inputs are texts: `item:ID` as in a file, `history:ID` as `2012-03-01=3;2012-06-01=4`, and
        /// the rows of a table as `rows:ID`, a row per `;` and a cell per `,`:
        /// `work,2001-09-01,;care,2005-07-01,2007-01-31`. A check says which borders, of sums too,
        /// outcomes and rules no case comes to.
        static let cases: [GoldenCase] = [
          GoldenCase(
            "nothing known",
            expects: ["reach": "unknown", "minutes-over": "unknown", "move-advised": "unknown"]),
          GoldenCase(
            "sixty minutes is near", inputs: ["item:minutes": "60"],
            expects: ["reach": "near", "minutes-over": "0", "move-advised": "no"]),
          GoldenCase(
            "sixty-one minutes is far", inputs: ["item:minutes": "61", "item:would-move": "yes"],
            expects: ["reach": "far", "minutes-over": "1", "move-advised": "yes"]),
          GoldenCase(
            "far, and would not move", inputs: ["item:minutes": "61", "item:would-move": "no"],
            expects: ["reach": "far", "move-advised": "no"]),
          GoldenCase(
            "far, and not asked whether they would move", inputs: ["item:minutes": "61"],
            expects: ["reach": "far", "move-advised": "unknown"]),
          GoldenCase(
            "needs help to travel", levels: [.mobility: .supported],
            inputs: ["item:minutes": "60"], expects: ["reach": "near"]),
          GoldenCase(
            "cannot travel, however near it is", levels: [.mobility: .blocking],
            inputs: ["item:minutes": "5"],
            expects: ["reach": "out-of-reach", "minutes-over": "0", "move-advised": "no"]),
        ]
      }

      """#
  }
}
