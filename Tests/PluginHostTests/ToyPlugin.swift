import Foundation
import InstrumentKit

/// A small library in C that stands for a plugin, compiled when a test needs it.
struct ToyPlugin {
  var manifest = ToyPlugin.manifest("toy")
  /// The body of `drempel_plugin_register`; nil leaves the function out.
  var registration: String? = ""
  /// What else stands in the source.
  var extra = ""

  static func manifest(
    _ id: String, version: String = "1.0", kit: String = Kit.version, swift: String = hostSwift,
    items: Int = 3, measures: Int = 5
  ) -> String {
    """
    {"id":"\(id)","version":"\(version)","kit":"\(kit)","swift":"\(swift)",\
    "items":\(items),"measures":\(measures)}
    """
  }

  static var hostSwift: String {
    #if compiler(>=6.4)
      "6.4"
    #else
      "6.3"
    #endif
  }

  /// A plugin that registers these toys of ``Toy/all`` in this very process.
  static func registering(_ toys: String..., manifest: String? = nil) -> ToyPlugin {
    let function: @convention(c) (UnsafeMutableRawPointer, Int32) -> Void = { pointer, place in
      Registrar.at(pointer).add(Toy.all[Int(place)])
    }
    let address = UInt(bitPattern: unsafeBitCast(function, to: Int.self))
    let calls = toys.compactMap { name in Toy.all.firstIndex { $0.description.source == name } }
      .map { "((void (*)(void *, int))\(address)ul)(registrar, \($0));" }
    return ToyPlugin(
      manifest: manifest ?? ToyPlugin.manifest(toys.first ?? "toy"),
      registration: calls.joined(separator: "\n"))
  }

  private var source: String {
    let text = manifest.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let register = registration.map { "void drempel_plugin_register(void *registrar) {\n\($0)\n}" }
    return """
      #include <stdlib.h>
      __attribute__((section("drempel_manifest"), used, aligned(1)))
      static const char text[] = "\(text)";
      \(extra)
      \(register ?? "")
      """
  }

  /// Compiles it to `lib<name>Instrument.so` in a folder and gives its path.
  @discardableResult
  func build(_ name: String, in folder: String) throws -> String {
    try ToyPlugin.compile(source, to: "\(folder)/lib\(name)Instrument.so")
  }

  @discardableResult
  static func compile(_ source: String, to path: String) throws -> String {
    let file = path + ".c"
    try Data(source.utf8).write(to: URL(filePath: file))
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["clang", "-w", "-O0", "-shared", "-fPIC", "-o", path, file]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return path
  }
}

extension Toy {
  /// What the libraries may register; its source is the name by which a test asks for it.
  static let all: [Toy] = [
    toy("first") { _ in }, toy("second") { _ in },
    toy("sparse") { sparse in
      sparse.isThorough = false
      sparse.goldenCases = [GoldenCase("young", expects: ["owner": "young"])]
    },
    toy("liar") { liar in
      liar.form = Form([
        Section(
          "all", Label(nl: "", en: "all"),
          items + [
            Item("one", label("one"), .flag, when: .yes("two")),
            Item("two", label("two"), .flag, when: .yes("one"), link: .field("shoe-size")),
          ])
      ])
      liar.inputs = [.field("shoe-size"), .item("three")]
      liar.measures.append(liar.measures[0])
    },
    toy("unlinked") { unlinked in
      let scale = LevelScale([LevelScale.Step("b", .level(.noBarrier), label("none"))])
      unlinked.form = Form([
        Section("all", label("all"), items + [Item("own", label("own"), .level(scale))])
      ])
    },
    toy("strays") { $0.strays = 5 },
    toy("other-version") { other in
      other.description = Toy.named("other-version", version: "2.0").description
    },
  ]

  private static func toy(_ name: String, _ change: (inout Toy) -> Void) -> Toy {
    var toy = Toy.named(name)
    change(&toy)
    toy.description = Description(
      id: name, version: toy.description.version, label: label(name), summary: label(name),
      source: name, licence: "none")
    return toy
  }
}
