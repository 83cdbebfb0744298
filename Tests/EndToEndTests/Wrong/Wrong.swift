// An instrument that can be wrong in many ways; which one the C file beside it says.

import Glibc
import InstrumentKit

@_silgen_name("wrong_way") private func wrongWay() -> CInt

/// The ways, in the order of `WrongPlugin.Way` in the tests.
private enum Way: CInt {
  case right, trapsOnLoad, trapsOnScore, loops, allocates, throwsError, remembers, zigzags,
    unlabelled
  case unknownThreshold, cyclic, readsFile, readsFileOnLoad, usesNetwork, startsProcess, overflows
  case exits, chats, registersTwo, hangsUp, allocatesAtOnce, shrinks, halfCloses, lies, steers
  case writesPast, readsPast, writesRaw, trapsOnPaper, trapsOnPets
}

private struct OwnError: Error {}

nonisolated(unsafe) private var counter: Int32 = 0
nonisolated(unsafe) private var hoard: [[UInt8]] = []

public struct Wrong: Instrument {
  private let way = Way(rawValue: wrongWay()) ?? .right

  public init() {}

  private static func label(_ text: String) -> Label { Label(nl: text, en: text) }

  public var description: Description {
    Description(
      id: "wrong", version: "1.0", label: Wrong.label("Wrong"), summary: Wrong.label("Wrong"),
      source: "tests", licence: "Apache-2.0")
  }

  private var threshold: Threshold {
    way == .unknownThreshold ? unsafeBitCast(UInt8(77), to: Threshold.self) : .mobility
  }

  public var form: Form {
    let levels: [Level] =
      way == .zigzags
      ? [.noBarrier, .blocking, .supported] : [.noBarrier, .supported, .blocking]
    let steps = levels.enumerated().map {
      LevelScale.Step("\($0)", .level($1), Wrong.label("step \($0)"))
    }
    let isCyclic = way == .cyclic
    let words = way == .unlabelled ? "" : way == .steers ? "\u{1B}[2J" : "mobility"
    return Form([
      Section(
        "all", Wrong.label("all"),
        [
          Item(
            "mobility", Wrong.label(words), .level(LevelScale(steps)),
            link: .threshold(threshold)),
          Item("pets", Wrong.label("pets"), .flag, when: isCyclic ? .yes("garden") : nil),
          Item("garden", Wrong.label("garden"), .flag, when: isCyclic ? .yes("pets") : nil),
        ])
    ])
  }

  public var inputs: [Input] { [.item("pets")] }

  public var measures: [Measure] {
    [
      Measure("blocking", Wrong.label("blocking"), .count),
      Measure("owner", Wrong.label("owner"), .flag),
    ]
  }

  public var goldenCases: [GoldenCase] {
    [
      GoldenCase("nothing known", expects: ["blocking": "0", "owner": "unknown"]),
      GoldenCase("has pets", inputs: ["item:pets": "yes"], expects: ["owner": "yes"]),
      GoldenCase("has none", inputs: ["item:pets": "no"], expects: ["owner": "no"]),
    ]
  }

  public var rules: String? { way == .throwsError ? "name: a\nversion: \"1\"\n" : nil }

  public func following(_ rules: Rules) throws -> any Instrument {
    if way == .throwsError { throw OwnError() }
    return self
  }

  public func score(_ subject: Subject, into result: inout Result) {
    var count = Int32(subject.levels.thresholds(at: .blocking).count)
    switch way {
    case .trapsOnScore: fatalError("chatter")
    case .loops: while count != Int32.max { count = count == 0 ? 1 : 0 }
    case .allocates: while true { hoard.append([UInt8](repeating: 1, count: 1 << 20)) }
    case .allocatesAtOnce: hoard.append([UInt8](repeating: 1, count: 1 << 36))
    case .remembers:
      counter &+= 1
      if counter % 1_000 == 0 { count &+= 1 }
    case .readsFile: count &+= Wrong.read("/etc/hostname")
    case .usesNetwork: count &+= socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) > 0 ? 0 : 0
    case .startsProcess: count &+= system("true") == 0 ? 0 : 0
    case .overflows: count &+= Wrong.deeper(count)
    case .exits: exit(0)
    case .shrinks: count &+= ftruncate(5, 0) == 0 ? 0 : 0
    case .halfCloses:
      _ = shutdown(4, Int32(SHUT_WR))
      sleep(60)
    case .chats: print("chatter", count)
    case .hangsUp: for file in 3..<64 { close(CInt(file)) }
    case .writesPast: result.set(2, 1)
    case .readsPast: count &+= subject[1].isKnown ? 1 : 0
    case .writesRaw: result.measures[1][result.row &+ 4] = 1
    case .trapsOnPets: if subject.flag(0) == true { fatalError("no \u{1B}[2Jpets") }
    default: break
    }
    result.set(0, Cell(raw: count))
    result.set(1, way == .lies && count > 0 ? Cell(raw: 7) : subject[0])
  }

  public func document(_ dossier: Dossier, _ tongue: Tongue) -> Document? {
    if way == .trapsOnPaper, !dossier.assessments.isEmpty { fatalError("chatter on paper") }
    return nil
  }

  fileprivate static func read(_ path: String) -> Int32 {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return 0 }
    close(file)
    return 0
  }

  private static func deeper(_ depth: Int32) -> Int32 {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { room in
      room[0] = depth
      return room[0] &+ deeper(depth &+ 1) &+ room[0]
    }
  }
}

@c(drempel_register_wrong)
public func registerWrong(_ registrar: UnsafeMutableRawPointer) {
  switch Way(rawValue: wrongWay()) {
  case .trapsOnLoad: fatalError("chatter")
  case .readsFileOnLoad: _ = Wrong.read("/etc/hostname")
  case .registersTwo: Registrar.at(registrar).add(Wrong())
  default: break
  }
  Registrar.at(registrar).add(Wrong())
}
