import Foundation
import InstrumentKit

/// Rules of the host itself: a site's file, or else what is shipped.
package enum RulesFile {
  /// - Parameters:
  ///   - path: of the site's file; read when it is there.
  ///   - shipped: the text that holds when there is none.
  /// - Throws: ``RulesFault`` with the line and column of what cannot be used.
  package static func read<Value>(
    _ path: String, shipped: String, _ read: (Rules) throws -> Value
  ) throws -> Value {
    let file = FileManager.default.fileExists(atPath: path) ? path : nil
    return try RulesText.rules(file, shipped, read)
  }
}
