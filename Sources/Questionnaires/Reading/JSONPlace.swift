import InstrumentKit
import Profile

/// A value of the questionnaire, where it stands, and who hears what is wrong with it.
struct JSONPlace {
  let value: JSONValue
  let path: String
  let findings: Findings

  func fault(_ problem: QuestionnaireFault.Problem) { findings.add(path, problem) }

  func fault(_ name: String, _ problem: QuestionnaireFault.Problem) {
    findings.add(path + JSONPath.member(name), problem)
  }

  /// A member, nil where there is none.
  func member(_ name: String) -> JSONPlace? {
    value[name].map {
      JSONPlace(value: $0, path: path + JSONPath.member(name), findings: findings)
    }
  }

  /// A text that is not empty; nil where there is none, or another type.
  func text(_ name: String) -> String? {
    guard let place = member(name) else { return nil }
    guard case .text(let text) = place.value, !text.isEmpty else {
      place.fault(.wrongType(.text))
      return nil
    }
    return text
  }

  /// A text that people or programs read on one line; nil also for one that cannot be shown.
  func line(_ name: String, limit: Int = 2000) -> String? {
    guard let text = text(name) else { return nil }
    guard let line = JSONPlace.line(text, limit: limit) else {
      fault(name, .unreadableText)
      return nil
    }
    return line
  }

  /// One line of it, nil when it holds what a terminal would obey.
  static func line(_ text: String, limit: Int) -> String? {
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    let isPlain = words.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    return isPlain && !words.isEmpty && words.utf8.count <= limit ? words : nil
  }

  func flag(_ name: String) -> Bool? {
    guard let place = member(name) else { return nil }
    guard case .flag(let flag) = place.value else {
      place.fault(.wrongType(.flag))
      return nil
    }
    return flag
  }

  func whole(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let place = member(name) else { return nil }
    guard case .number = place.value else {
      place.fault(.wrongType(.whole))
      return nil
    }
    guard let number = place.value.whole else {
      place.fault(.notWhole)
      return nil
    }
    guard range.contains(number) else {
      place.fault(.outOfRange(range))
      return nil
    }
    return number
  }

  /// The values of a list; none where there is no such member.
  func list(_ name: String) -> [JSONPlace] {
    guard let place = member(name) else { return [] }
    guard case .list(let values) = place.value, !values.isEmpty else {
      place.fault(.wrongType(.list))
      return []
    }
    return values.enumerated().map {
      JSONPlace(value: $1, path: "\(place.path)[\($0)]", findings: findings)
    }
  }

  /// The objects of a list; what is none is a fault.
  func objects(_ name: String) -> [JSONPlace] {
    list(name).filter { place in
      if case .object = place.value { return true }
      place.fault(.wrongType(.object))
      return false
    }
  }

  /// A member that is an object.
  func object(_ name: String) -> JSONPlace? {
    guard let place = member(name) else { return nil }
    guard case .object = place.value else {
      place.fault(.wrongType(.object))
      return nil
    }
    return place
  }

  /// One of these words.
  func word(_ name: String, of words: [String]) -> String? {
    guard let text = text(name) else { return nil }
    guard words.contains(text) else {
      fault(name, .notOneOf(words))
      return nil
    }
    return text
  }

  /// Says what is not used, and refuses what nobody knows: a misspelt condition would not hold.
  func only(_ used: Set<String>, leaving: Set<String>) {
    guard case .object(let members) = value else { return }
    for member in members where !used.contains(member.name) {
      let path = path + JSONPath.member(member.name)
      if member.name == "modifierExtension" || member.name == "implicitRules" {
        findings.add(path, .modifier)
      } else if leaving.contains(member.name) || member.name == "id"
        || member.name == "extension"
      {
        if member.name != "extension" { findings.leave(path, member.name) }
      } else if member.name.hasPrefix("_"),
        used.contains(String(member.name.dropFirst()))
          || leaving.contains(String(member.name.dropFirst()))
      {
        findings.leave(path, member.name)
      } else {
        let near = Nearest.of(member.name, among: used.union(leaving).sorted())
        findings.add(path, .unknownMember(near: near))
      }
    }
  }
}
