// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "InstrumentKit",
  products: [
    .library(name: "InstrumentKit", type: .dynamic, targets: ["InstrumentKit"]),
    .library(name: "PluginEntry", targets: ["PluginEntry"]),
  ],
  targets: [
    // Library evolution lets the kit grow without breaking plugins that are already built.
    .target(
      name: "InstrumentKit", path: "Kit",
      swiftSettings: [.unsafeFlags(["-enable-library-evolution"])]),
    .target(name: "PluginEntry", path: "Entry"),
  ],
  swiftLanguageModes: [.v6]
)
