// Names the public declarations of a symbol graph that have no sentence; compiled and run by scripts/docs.

import Foundation

struct Graph: Decodable {
  struct Symbol: Decodable {
    struct Comment: Decodable {}
    struct Location: Decodable {
      struct Position: Decodable { let line: Int }
      let uri: String
      let position: Position
    }
    let pathComponents: [String]
    let docComment: Comment?
    /// Nil for what the compiler made by itself.
    let location: Location?
  }
  let symbols: [Symbol]
}

@main struct Undocumented {
  static func main() throws {
    var count = 0
    for path in CommandLine.arguments.dropFirst() {
      let graph = try JSONDecoder().decode(Graph.self, from: Data(contentsOf: URL(filePath: path)))
      for symbol in graph.symbols where symbol.docComment == nil {
        guard let location = symbol.location else { continue }
        let file = location.uri.replacing("file://", with: "")
        let name = symbol.pathComponents.joined(separator: ".")
        print("\(file):\(location.position.line + 1): \(name) has no sentence")
        count += 1
      }
    }
    guard count == 0 else { exit(1) }
  }
}
