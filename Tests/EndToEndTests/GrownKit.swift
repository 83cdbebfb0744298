import Foundation
import InstrumentKit

/// The kit as it may be one minor number from now: what plugins of today must not mind.
enum GrownKit {
  struct Fault: Error { let missing: String }

  static let minor = (Int(Kit.version.split(separator: ".")[1]) ?? 0) + 1
  static let version = "\(Kit.version.split(separator: ".")[0]).\(minor)"

  /// The library, built once from a copy of the sources.
  static let library = Swift.Result { () throws -> String in
    let folder = try Program().folder + "/kit"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for part in ["Package.swift", "Kit", "Entry"] {
      try FileManager.default.copyItem(
        atPath: "\(Program.root)/Sources/InstrumentKit/\(part)", toPath: "\(folder)/\(part)")
    }
    for growth in growths { try growth.grow(folder) }
    try WrongPlugin.run(
      "swift", "build", "--package-path", folder, "--product", "InstrumentKit", "--jobs", "2")
    let library = folder + ".so"
    try FileManager.default.moveItem(
      atPath: "\(folder)/.build/debug/libInstrumentKit.so", toPath: library)
    try FileManager.default.removeItem(atPath: folder)
    return library
  }

  /// A text of a file with what comes in its place.
  private struct Growth {
    let file: String
    let old: String
    let new: String

    func grow(_ folder: String) throws {
      let path = "\(folder)/\(file)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      guard text.ranges(of: old).count == 1 else { throw Fault(missing: "\(file): \(old)") }
      try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  /// In the midst of what is there and not behind it, so that places and sizes change.
  private static let growths = [
    Growth(
      file: "Kit/Instrument.swift", old: "version = \"\(Kit.version)\"",
      new: "version = \"\(version)\""),
    Growth(
      file: "Entry/include/PluginEntry.h", old: "DREMPEL_KIT_VERSION \"\(Kit.version)\"",
      new: "DREMPEL_KIT_VERSION \"\(version)\""),
    Growth(
      file: "Kit/Instrument.swift", old: "  var inputs: [Input] { get }\n",
      new: "  var motto: String? { get }\n  var inputs: [Input] { get }\n"),
    Growth(
      file: "Kit/Instrument.swift", old: "extension Instrument {\n",
      new: "extension Instrument {\n  public var motto: String? { nil }\n"),
    Growth(
      file: "Kit/Measure.swift", old: "    case count\n", new: "    case share\n    case count\n"),
    Growth(
      file: "Kit/Measure.swift", old: "    case .percent: 0..<101",
      new: "    case .share, .percent: 0..<101"),
    Growth(
      file: "Kit/Measure.swift", old: "  case measurements\n",
      new: "  case weather(String)\n  case measurements\n"),
    Growth(
      file: "Kit/Measure.swift", old: "  public let id: String\n",
      new: "  public private(set) var unit: String?\n  public let id: String\n"),
    Growth(
      file: "Kit/FormPlan.swift", old: "  public let items: [Item]\n",
      new: "  public private(set) var hints: [String] = []\n  public let items: [Item]\n"),
  ]
}

extension Program {
  /// Copies of the executable and of all instruments of today, with the kit as it was grown.
  func withGrownKit() throws -> Program {
    let grown = try copied(with: Program.libraries)
    let kit = grown.binaries + "/libInstrumentKit.so"
    try FileManager.default.removeItem(atPath: kit)
    try FileManager.default.copyItem(atPath: try GrownKit.library.get(), toPath: kit)
    return grown
  }
}
