// swift-tools-version: 6.2
import PackageDescription

// A package of its own: in one package with the kit it would bring a second copy of the kit along.
let package = Package(
  name: "Conformance",
  products: [.library(name: "Conformance", targets: ["Conformance"])],
  dependencies: [.package(path: "..")],
  targets: [
    .target(
      name: "Conformance",
      dependencies: [.product(name: "InstrumentKit", package: "InstrumentKit")],
      path: "Sources")
  ],
  swiftLanguageModes: [.v6]
)
