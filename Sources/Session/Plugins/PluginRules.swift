import PluginHost
import Profile

/// The rules that instruments follow, and those of the program itself.
package enum PluginRules {
  /// Rules that belong to no instrument, by the name of a site's file.
  private static let ofTheProgram = [
    "esf": ESFRules.shipped, "targets": Targets.shipped, "at-start": AtStartRules.shipped,
  ]

  /// - Throws: ``MissingPlugin``, ``NoRules``, or the fault of the plugin.
  package static func text(_ id: String, _ places: Places) throws -> String {
    if let text = ofTheProgram[id] { return text }
    let host = places.pluginHost()
    let (plugins, faults) = host.load()
    guard let plugin = plugins.first(where: { $0.id == id }) else {
      if let fault = faults.first(where: { $0.id == id }) { throw fault }
      throw MissingPlugin(
        id: id, searched: host.search.folders.map(\.path), known: plugins.map(\.id))
    }
    guard let text = plugin.instrument.rules else { throw NoRules(id: id) }
    return text
  }
}

/// An instrument whose rules are its own code.
struct NoRules: Worded {
  let id: String

  var message: Message {
    Message(
      "E613", "\(id) heeft geen regels die te vervangen zijn",
      "\(id) has no rules that can be replaced")
  }
}
