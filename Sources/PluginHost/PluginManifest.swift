import Foundation
import InstrumentKit

/// What a plugin says of itself before anything of it runs.
package struct PluginManifest: Hashable, Sendable {
  package let id: String
  package let version: String
  package let kit: String
  package let swift: String
  package let items: Int
  package let measures: Int

  /// The version of Swift with which this host was built, as plugins give theirs.
  package static var hostSwift: String {
    #if compiler(>=6.4)
      "6.4"
    #else
      "6.3"
    #endif
  }

  /// The most that a manifest may hold, in bytes.
  package static let limit = 64 << 10

  /// Reads it from a section of the library's bytes, without loading the library.
  package static func read(_ bytes: UnsafeRawBufferPointer) -> Swift.Result<Self, FaultKind> {
    let library: ELFLibrary
    do {
      library = try ELFLibrary(bytes)
    } catch {
      return .failure(FaultKind(.notALibrary(error)))
    }
    guard let section = library.section("drempel_manifest") else {
      return .failure(FaultKind(.noManifest))
    }
    guard section.count <= limit else { return .failure(FaultKind(.badManifest(.tooLarge))) }
    let text = section.prefix { $0 != 0 }
    guard section[text.endIndex...].allSatisfy({ $0 == 0 }) else {
      return .failure(FaultKind(.badManifest(.several)))
    }
    guard let manifest = try? JSONDecoder().decode(Self.self, from: Data(text)) else {
      return .failure(FaultKind(.badManifest(.malformed)))
    }
    if let entry = manifest.impossibleEntry() {
      return .failure(FaultKind(.badManifest(.value(of: entry))))
    }
    return .success(manifest)
  }

  /// A fault that knows no file yet.
  package struct FaultKind: Error, Hashable {
    package let kind: PluginFault.Kind

    init(_ kind: PluginFault.Kind) { self.kind = kind }
  }

  /// Whether this may be the id of an instrument: a short word in kebab-case.
  static func isId(_ text: String) -> Bool {
    text.utf8.count <= 32 && text.wholeMatch(of: /[a-z][a-z0-9]*(?:-[a-z0-9]+)*/) != nil
  }

  /// The entry whose value cannot be, nil when all can.
  ///
  /// - Parameter leastMeasures: what is compiled scores something; a questionnaire may only ask.
  func impossibleEntry(leastMeasures: Int = 1) -> String? {
    if !PluginManifest.isId(id) { return "id" }
    // These are shown to people: nothing but plain letters may come through.
    for (name, text) in [("version", version), ("swift", swift)]
    where text.utf8.count > 32 || text.wholeMatch(of: /[0-9A-Za-z][0-9A-Za-z.+-]*/) == nil {
      return name
    }
    if kit.wholeMatch(of: /[0-9]{1,4}\.[0-9]{1,4}/) == nil { return "kit" }
    if !(0...10_000).contains(items) { return "items" }
    return (leastMeasures...1_000).contains(measures) ? nil : "measures"
  }

  /// Why a host of this version cannot use it, nil when it can.
  package func mismatch(kit host: String = Kit.version, swift hostSwift: String = hostSwift)
    -> PluginFault.Kind?
  {
    let ours = host.split(separator: ".").compactMap { Int($0) }
    let theirs = kit.split(separator: ".").compactMap { Int($0) }
    guard ours.count == 2, theirs.count == 2, theirs[0] == ours[0], theirs[1] <= ours[1] else {
      return .wrongKit(plugin: kit, host: host)
    }
    return swift == hostSwift ? nil : .wrongSwift(plugin: swift, host: hostSwift)
  }
}

extension PluginManifest: Decodable {
  private enum Entry: String, CodingKey, CaseIterable {
    case id, version, kit, swift, items, measures
  }

  private struct AnyEntry: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    let entries = try decoder.container(keyedBy: AnyEntry.self).allKeys.map(\.stringValue)
    guard Set(entries) == Set(Entry.allCases.map(\.rawValue)) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "other entries than the six"))
    }
    let values = try decoder.container(keyedBy: Entry.self)
    id = try values.decode(String.self, forKey: .id)
    version = try values.decode(String.self, forKey: .version)
    kit = try values.decode(String.self, forKey: .kit)
    swift = try values.decode(String.self, forKey: .swift)
    items = try values.decode(Int.self, forKey: .items)
    measures = try values.decode(Int.self, forKey: .measures)
  }
}
