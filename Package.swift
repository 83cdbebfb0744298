// swift-tools-version: 6.2
import PackageDescription

/// The kit is a package of its own so that host and plugins share one library at run time.
let kit = Target.Dependency.product(name: "InstrumentKit", package: "InstrumentKit")
let conformance = Target.Dependency.product(name: "Conformance", package: "Conformance")
let entry = Target.Dependency.product(name: "PluginEntry", package: "InstrumentKit")

#if compiler(>=6.4)
  let swiftVersion = "6.4"
#else
  let swiftVersion = "6.3"
#endif

/// A room of the host: a folder under Sources that imports only what stands before it.
func room(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(name)", exclude: exclude)
}

/// The tests of one room.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)Tests",
    exclude: exclude)
}

/// One instrument: its Swift code, and the C symbols that let a host find it in a library.
func instrument(_ name: String) -> [Target] {
  [
    .target(
      name: "\(name)Plugin", dependencies: [kit], path: "Plugins/\(name)", exclude: ["Entry"]),
    .target(
      name: "\(name)Entry", dependencies: [.target(name: "\(name)Plugin"), entry],
      path: "Plugins/\(name)/Entry",
      cSettings: [.define("DREMPEL_SWIFT_VERSION", to: "\"\(swiftVersion)\"")]),
  ]
}

func instrumentLibrary(_ name: String) -> Product {
  .library(name: "\(name)Instrument", type: .dynamic, targets: ["\(name)Plugin", "\(name)Entry"])
}

let instruments = ["Intake", "MPSA", "MEA", "ICF", "Lights", "Ladder", "SPB"]

let package = Package(
  name: "Drempel",
  products: [.executable(name: "drempel", targets: ["drempel"])]
    + instruments.map(instrumentLibrary),
  dependencies: [
    .package(path: "Sources/InstrumentKit"),
    .package(path: "Sources/InstrumentKit/Conformance"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CEditLine", path: "Sources/CEditLine", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", path: "Sources/CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "CSystem", path: "Sources/CSystem"),
    room(
      "Seal",
      [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    room("Profile", [kit], exclude: ["Communes/communes.csv", "Communes/neighbours.csv"]),
    room("Cohort", [kit, "Profile"]),
    room("Records", [kit, "Profile"]),
    room("Language", [kit, "Profile"], exclude: ["Grammar.ebnf"]),
    room(
      "Store",
      [
        kit, "Profile", "Cohort", "Records", "Seal", "CSystem",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    room("Questionnaires", [kit, "Profile"]),
    room(
      "PluginHost",
      [
        kit, conformance, "CSystem", "Seal", "Questionnaires", "Profile",
        .product(name: "Yams", package: "Yams"),
      ]),
    room(
      "Exchange",
      [
        kit, "Profile", "Cohort", "Questionnaires", "CXlsxWriter",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    room(
      "Session",
      [
        kit, conformance, "Profile", "Cohort", "Records", "Language", "Store", "Questionnaires",
        "PluginHost",
        "Exchange", "Seal", "CSystem",
      ]),
    room("LineEditor", ["CEditLine"]),
    .executableTarget(
      name: "drempel",
      dependencies: [
        "Session", "LineEditor", "CSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "TestSupport", path: "Tests/Support"),
    tests("InstrumentKit", [kit]),
    tests("Conformance", [kit, conformance]),
    tests(
      "Questionnaires", [kit, conformance, "Questionnaires", "PluginHost"], exclude: ["Published"]),
    tests("Profile", [kit, "Profile"]),
    tests("Seal", ["Seal", .product(name: "Crypto", package: "swift-crypto")]),
    tests("Cohort", [kit, "Profile", "Cohort"]),
    tests(
      "Records",
      [
        kit, "Profile", "Records", .target(name: "IntakePlugin"), .target(name: "MPSAPlugin"),
      ], exclude: ["oracle.py"]),
    tests(
      "Exchange", [kit, "Profile", "Cohort", "Questionnaires", "Exchange"], exclude: ["Golden"]),
    tests("Language", [kit, "Profile", "Language"]),
    tests(
      "Store",
      [kit, "Profile", "Cohort", "Seal", "Store", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Frozen"]),
    tests(
      "EndToEnd", [kit, "drempel", "Profile", "Language", "Exchange", "PluginHost", "Seal"],
      exclude: ["Golden", "Older", "Wrong", "known_oracle.py", "trial_again.py"]),
    tests(
      "Session",
      [
        kit, "Profile", "Cohort", "Language", "Exchange", "Questionnaires", "PluginHost", "Seal",
        "Store", "Session", .product(name: "GRDB", package: "GRDB.swift"),
      ] + instruments.map { .target(name: "\($0)Plugin") },
      exclude: ["Golden"]),
    tests("PluginHost", [kit, conformance, "CSystem", "Seal", "Questionnaires", "PluginHost"]),
    tests(
      "Instrument",
      [kit, conformance, "Profile", "PluginHost"] + instruments.map { .target(name: "\($0)Plugin") }
    ),
  ] + instruments.flatMap(instrument),
  swiftLanguageModes: [.v6]
)
