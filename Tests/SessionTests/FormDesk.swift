import Exchange
import Foundation
import InstrumentKit
import Language
import Testing

@testable import PluginHost
@testable import Session
@testable import Store

/// An operator at work with all shipped instruments, who reads forms.
struct FormDesk {
  let here: QuestionnaireStore
  let plugins: [LoadedPlugin]
  let out = MemorySink()
  let session: Session

  /// - Parameter other: the desk of somebody else, at whose store this one only reads.
  init(beside other: FormDesk? = nil) throws {
    here = try other?.here ?? QuestionnaireStore()
    plugins = try QuestionnaireStore.all.map {
      try LoadedPlugin(linked: $0, shared: QuestionnaireStore.shared)
    }
    var settings = here.settings
    settings.tongue = .en
    settings.mode = .markdown
    settings.operatorName = "anna"
    settings.isReadOnly = other != nil
    session = try Session(settings, out: out, linked: plugins)
  }

  func take(_ id: String, _ text: String) throws {
    try here.take(
      text, "\(id).csv", as: try #require(plugins.first { $0.id == id }), replaces: true)
  }

  func run(_ text: String) throws -> String {
    let before = out.bytes.count
    var told = ""
    let code = session.run(SourceText(text)) { told += $0 }
    try session.out.flush()
    #expect(code == 0, "\(text): \(told)")
    return String(decoding: out.bytes[before...], as: UTF8.self)
  }
}
