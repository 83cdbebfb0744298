import Foundation

@testable import Questionnaires

/// One change to a questionnaire: what stands at a path becomes something else, or goes.
struct JSONEdit: Sendable {
  let path: String
  /// Nil to take it away.
  let json: String?

  init(_ path: String, _ json: String?) {
    self.path = path
    self.json = json
  }

  enum Step { case member(String), place(Int) }

  var steps: [Step] {
    path.dropFirst().split(separator: ".").flatMap { part -> [Step] in
      let pieces = part.split(separator: "[").map(String.init)
      return pieces.map { piece in
        piece.hasSuffix("]")
          ? .place(Int(piece.dropLast()) ?? 0) : .member(piece)
      }
    }
  }

  func applied(to value: JSONValue) throws -> JSONValue {
    let new = try json.map { try JSONParser.read(Array($0.utf8)) }
    return JSONEdit.set(new, in: value, at: steps[...])
  }

  private static func set(
    _ new: JSONValue?, in value: JSONValue, at steps: ArraySlice<Step>
  ) -> JSONValue {
    guard let step = steps.first else { return new ?? .null }
    let rest = steps.dropFirst()
    switch (step, value) {
    case (.member(let name), .object(var members)):
      let place = members.firstIndex { $0.name == name }
      if rest.isEmpty, new == nil {
        members.removeAll { $0.name == name }
      } else if let place {
        members[place] = .init(name, set(new, in: members[place].value, at: rest))
      } else {
        members.append(.init(name, set(new, in: .object([]), at: rest)))
      }
      return .object(members)
    case (.place(let place), .list(var values)):
      if place == values.count {
        values.append(new ?? .null)
      } else if rest.isEmpty, new == nil {
        values.remove(at: place)
      } else {
        values[place] = set(new, in: values[place], at: rest)
      }
      return .list(values)
    default: return value
    }
  }
}
