import Exchange
import Foundation
import InstrumentKit
import PluginHost
import Profile

/// Invented answers to all own questions of any instrument, as a file that it imports: the same
/// seed, the same bytes. What the profile keeps and open answers are left to others.
package struct AnswerGenerator {
  private let plugin: LoadedPlugin
  private let columns: [Item]
  private let seed: UInt64
  private let until: Day

  package init(_ plugin: LoadedPlugin, seed: UInt64, until: Day) {
    self.plugin = plugin
    self.seed = seed
    self.until = until
    columns = plugin.form.items.filter { item in
      switch (item.link, item.type) {
      case (.field?, _), (.specifications?, _), (_, .note), (_, .text), (_, .commune): false
      default: item.actionsOwner == nil
      }
    }
  }

  /// Writes a registration for each of so many clients, on days of the last year.
  package func write(to path: String, clients: Int) throws {
    try AtomicFile.mustBeFree(path, taken: .nameTaken)
    let file = try AtomicFile(path, mode: Session.mode(isPrivate: false))
    let head = ["client", "filled-on"] + columns.map(\.id)
    try file.sink.write(head.joined(separator: ",") + "\n")
    var text = ""
    for row in 0..<clients {
      var chance = Chance(seed: seed &+ UInt64(row) &* 0x9E37_79B9_7F4A_7C15)
      let day = until.adding(days: -chance.below(365))
      let cells = columns.map { answer($0, by: day, &chance) }
      text += ([RegistrationGenerator.code(of: row), "\(day)"] + cells).joined(separator: ",")
      text += "\n"
      if text.utf8.count > 1 << 20 || row == clients - 1 {
        try file.sink.write(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    try file.finish()
    try file.publish()
  }

  private func answer(_ item: Item, by day: Day, _ chance: inout Chance) -> String {
    switch item.type {
    case .one(let options): return options[chance.below(options.count)].code
    case .many(let options):
      return options.filter { _ in chance.percent(30) }.map(\.code).joined(separator: ";")
    case .level(let scale): return scale.steps[chance.below(scale.steps.count)].code
    case .flag: return chance.percent(50) ? "yes" : "no"
    case .day: return "\(day.adding(days: -chance.below(400)))"
    case .count: return "\(chance.below(24))"
    case .percent: return "\(chance.below(101))"
    case .number(let range): return "\(range.lowerBound + chance.below(range.count))"
    case .country: return Country.codes[chance.below(Country.codes.count)]
    case .table(let columns): return rows(columns, by: day, &chance)
    default: return ""
    }
  }

  private func rows(_ columns: [Item], by day: Day, _ chance: inout Chance) -> String {
    let rows = (0..<1 + chance.below(3)).map { _ in
      columns.map { answer($0, by: day, &chance) }.joined(separator: ",")
    }
    return "\"\(rows.joined(separator: ";"))\""
  }
}
