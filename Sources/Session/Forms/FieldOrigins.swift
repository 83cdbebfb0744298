import InstrumentKit
import PluginHost
import Profile
import Store

/// Says of the profile's fields in an instrument's form who answered them: what another instrument was
/// told stands apart from what was answered here.
struct FieldOrigins {
  private let items: [(id: String, field: String, item: Item)]
  private let plugin: String
  private let tongue: Tongue

  init(_ plugin: LoadedPlugin, _ tongue: Tongue) {
    self.plugin = plugin.id
    self.tongue = tongue
    items = plugin.form.items.compactMap { item in
      guard case .field(let name)? = item.link else { return nil }
      return (item.id, name, item)
    }
  }

  /// The words of fields by item, as they may stand in the form.
  ///
  /// - Parameters:
  ///   - fields: what is known of each, in words.
  ///   - own: what was answered here, oldest first.
  ///   - all: every registration of the client, oldest first.
  func told(
    _ fields: [String: String], _ own: [Dossier.Assessment], _ all: [Registration]
  ) -> [String: String] {
    var told = fields
    for (id, field, item) in items {
      guard let known = fields[id] else { continue }
      let here = own.last { $0.answers[id] != nil }
      let newest = all.last { $0.answers[field] != nil }
      let beside = here.map { item.answer("", with: $0.ownWords(of: item)) } ?? ""
      let words = beside.isEmpty ? "" : ", " + beside.replacing(";", with: ", ")
      guard let newest, newest.instrument != plugin else {
        told[id] = known + words
        continue
      }
      let elsewhere = "\(newest.instrument): \(known) (\(newest.on))"
      guard let here, let answer = here.answers[id] else {
        told[id] = elsewhere
        continue
      }
      // Who says the same says nothing else.
      let isSame = newest.answers[field] == answer
      told[id] =
        isSame ? known + words : "\(item.words(of: answer, in: tongue))\(words) · \(elsewhere)"
    }
    return told
  }
}
