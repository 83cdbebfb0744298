import Cohort
import InstrumentKit
import Language
import PluginHost
import Profile

/// What MPSA says of clients, counted for some of them.
struct MPSAParts {
  let scored: [String: Column]
  let levels: LevelPlanes
  /// Those that its form asks, in its order.
  let thresholds: [Threshold]
  let benefit: Column

  static func thresholds(_ plugin: LoadedPlugin) -> [Threshold] {
    plugin.form.items.compactMap { item in
      if case .threshold(let threshold, _)? = item.link { threshold } else { nil }
    }
  }

  static let note = Label(
    nl: "Een meting is een ronde waarin alle 21 drempels beoordeeld zijn, van de dag waarop ze "
      + "volledig werd. Niveaus, activering en open vragen: van wie MPSA in de periode ingevuld "
      + "werd, op het einde ervan, en enkel wat in MPSA zelf gegeven of aanvaard is.",
    en: "A measurement is a round in which all 21 thresholds were judged, of the day on which it "
      + "became whole. Levels, activation and open items: of those with whom MPSA was filled in "
      + "in the period, at its end, and only what was given or accepted in MPSA itself.")
  static let notOver = Label(
    nl: "De periode is nog niet voorbij: geteld tot de peildag.",
    en: "The period is not over yet: counted until the reference date.")
  static let nobody = Label(
    nl: "In deze periode werd niemand met MPSA gemeten.",
    en: "Nobody was measured with MPSA in this period.")

  private func cell(_ measure: String, _ row: Int) -> Cell? { scored["mpsa.\(measure)"]?[row] }

  func isOverdue(_ row: Int) -> Bool { cell("overdue", row)?.value == 1 }

  /// - Parameter rows: the clients of the part.
  func tables(_ rows: [Int], _ measured: Measured) -> [Report.Table] {
    let own = Set(rows)
    let people = measured.people.intersection(own).sorted()
    return [
      general(rows, people, measured.entries.count { $0.isWhole && own.contains($0.row) }),
      activation(people), benefits(people), judged(people),
    ]
  }

  private func general(_ rows: [Int], _ people: [Int], _ measurements: Int) -> Report.Table {
    let complete = people.count { cell("complete", $0)?.value == 1 }
    let open = people.reduce(0) { $0 + (cell("open-items", $1)?.value ?? 0) }
    func row(_ code: String, _ nl: String, _ en: String, _ count: Int, in group: Int? = nil)
      -> Report.Row
    {
      Report.Row(.init(code, Label(nl: nl, en: en)), [.known(count)], in: group)
    }
    return Report.Table(
      name: "general", title: Label(nl: "Algemeen", en: "General"),
      rows: [
        row("measurements", "metingen", "measurements", measurements),
        row(
          "people", "mensen, geheel of deels gemeten", "people, measured whole or in part",
          people.count),
        row("complete", "waarvan volledig", "of whom complete", complete, in: 1),
        row(
          "incomplete", "waarvan met open vragen", "of whom with open items",
          people.count - complete, in: 1),
        row("open-items", "open vragen samen", "open items together", open),
        row(
          "overdue", "over tijd, ook wie nog niet gemeten is",
          "past its day, those never measured too", rows.count { isOverdue($0) }),
      ])
  }

  private func activation(_ people: [Int]) -> Report.Table {
    let list = scored["mpsa.activation"]?.type.list?.codes ?? []
    var counts = [Int](repeating: 0, count: list.count)
    var unknown = 0
    for person in people {
      if let place = cell("activation", person)?.value, counts.indices.contains(place) {
        counts[place] += 1
      } else {
        unknown += 1
      }
    }
    var rows = zip(list, counts).map { code, count in
      Report.Row(.init(code.en, Label(nl: code.nl, en: code.en)), [.known(count)])
    }
    rows.append(Report.Row(.unknown, [.known(unknown)]))
    return Report.Table(
      name: "activation", title: Label(nl: "Activering", en: "Activation"), rows: rows,
      totals: [.known(people.count)], isDrawn: true)
  }

  /// Everybody may have several.
  private func benefits(_ people: [Int]) -> Report.Table {
    let codes = benefit.type.list?.codes ?? []
    let rows = codes.enumerated().map { place, code in
      let count = people.count { person in
        benefit[person].value.map { $0 >> place & 1 != 0 } ?? false
      }
      return Report.Row(.init(code.en, Label(nl: code.nl, en: code.en)), [.known(count)])
    }
    let unknown = people.count { benefit[$0].value == nil }
    return Report.Table(
      name: "benefits", title: Label(nl: "Uitkering", en: "Benefit"),
      rows: rows + [Report.Row(.unknown, [.known(unknown)])])
  }

  private func judged(_ people: [Int]) -> Report.Table {
    let columns =
      Names.levels.codes.map { Report.Entry($0.en, Label(nl: $0.nl, en: $0.en)) } + [
        Report.Entry(
          Names.notAssessed.en, Label(nl: Names.notAssessed.nl, en: Names.notAssessed.en))
      ]
    let rows = thresholds.map { threshold in
      var counts = [Int](repeating: 0, count: columns.count)
      for person in people {
        let place = levels[person][threshold].map { Int($0.rawValue) - 1 } ?? columns.count - 1
        counts[place] += 1
      }
      return Report.Row(
        .init(threshold.code, threshold.label), counts.map { .known($0) })
    }
    return Report.Table(
      name: "thresholds", title: Label(nl: "Drempels", en: "Thresholds"), columns: columns,
      rows: rows)
  }
}
