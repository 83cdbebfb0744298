import Foundation
import Testing

/// The published questionnaires, as files that somebody was given.
extension Program {
  static let published = root + "/Tests/QuestionnairesTests/Published"

  /// Puts a questionnaire and its link file into the program's folder, under another name if given.
  func given(_ name: String, as other: String? = nil) throws -> String {
    let path = "\(folder)/\(other ?? name)"
    for end in [".json", ".yaml"] {
      try FileManager.default.copyItem(
        atPath: "\(Program.published)/\(name)\(end)", toPath: path + end)
    }
    return path + ".json"
  }

  /// Changes one place of a text file, which must be there.
  func change(_ path: String, _ old: String, to new: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try #require(text.contains(old), "\(path): \(old)")
    try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Where added plugins are kept.
  var kept: String { folder + "/config/drempel/plugins" }

  /// Asks the nine questions of PHQ-9 and how difficult life is with it.
  func asks(_ client: String, _ answers: [String]) throws -> String {
    let told = try run(
      [], input: (["assess \(client) with phq9"] + answers).joined(separator: "\n") + "\n")
    try #require(told.code == 0, "\(told.out)\(told.err)")
    return told.out
  }
}

/// One thing that is made wrong in a questionnaire, and where a check must say that it is.
struct WrongPlace {
  let path: String
  /// Nil to take it away.
  let json: String?
  /// Where it is told, if not there.
  let told: String

  init(_ path: String, _ json: String?, at told: String? = nil) {
    (self.path, self.json, self.told) = (path, json, told ?? path)
  }

  private var steps: [String] {
    path.dropFirst(2).split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
  }

  func applied(to questionnaire: Data) throws -> Data {
    let tree = try JSONSerialization.jsonObject(with: questionnaire)
    let new = try json.map {
      try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
    }
    return try JSONSerialization.data(withJSONObject: try set(new, in: tree, steps[...]))
  }

  private func set(_ new: Any?, in tree: Any, _ steps: ArraySlice<String>) throws -> Any {
    let step = try #require(steps.first)
    let rest = steps.dropFirst()
    if var members = tree as? [String: Any] {
      members[step] = rest.isEmpty ? new : try set(new, in: try #require(members[step]), rest)
      return members
    }
    var values = try #require(tree as? [Any])
    let place = try #require(Int(step))
    values[place] =
      rest.isEmpty ? try #require(new) : try set(new, in: values[place], rest)
    return values
  }
}
