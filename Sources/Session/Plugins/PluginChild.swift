import Conformance
import PluginHost
import Profile

/// This program as the process in which one plugin runs.
package enum PluginChild {
  package static let argument = IsolatedProcess.argument

  /// Serves the host until that hangs up.
  package static func run(_ arguments: [String]) -> Never {
    IsolatedChild.run(arguments, Places.fields)
  }
}

extension Places {
  /// What is known of the profile's fields.
  static let fields = Conformance.Fields(
    shared: { FieldCatalog.standard.field($0)?.type.answers },
    knows: { FieldCatalog.standard.field($0) != nil },
    roles: Set(Names.roles.codes.map(\.en)))
}
