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

  /// - Parameters:
  ///   - other: the desk of somebody else, at whose store this one only reads.
  ///   - rules: the site's own, by the names of their files.
  init(beside other: FormDesk? = nil, rules: [String: String] = [:]) throws {
    here = try other?.here ?? QuestionnaireStore()
    plugins = try QuestionnaireStore.all.map {
      try LoadedPlugin(linked: $0, shared: QuestionnaireStore.shared)
    }
    var settings = here.settings
    settings.tongue = .en
    settings.mode = .markdown
    settings.operatorName = "anna"
    settings.isReadOnly = other != nil
    for (name, text) in rules {
      let file = URL(filePath: settings.places.rules(of: name))
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
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
