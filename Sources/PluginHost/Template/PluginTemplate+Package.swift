/// What surrounds the instrument's own code.
extension PluginTemplate {
  var manifest: String {
    let type = name.type
    let kit = kit.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return #"""
      // swift-tools-version: 6.2
      import PackageDescription

      let kit = "\#(kit)"

      #if compiler(>=6.4)
        let swiftVersion = "6.4"
      #else
        let swiftVersion = "6.3"
      #endif

      let package = Package(
        name: "\#(type)",
        products: [
          // The host looks for files that are called lib…Instrument.so.
          .library(
            name: "\#(type)Instrument", type: .dynamic,
            targets: ["\#(type)Plugin", "\#(type)Entry"])
        ],
        dependencies: [
          .package(path: kit),
          .package(path: "\(kit)/Conformance"),
        ],
        targets: [
          .target(
            name: "\#(type)Plugin",
            dependencies: [.product(name: "InstrumentKit", package: "InstrumentKit")]),
          .target(
            name: "\#(type)Entry",
            dependencies: [
              "\#(type)Plugin", .product(name: "PluginEntry", package: "InstrumentKit"),
            ],
            cSettings: [.define("DREMPEL_SWIFT_VERSION", to: "\"\(swiftVersion)\"")]),
          .testTarget(
            name: "\#(type)Tests",
            dependencies: [
              "\#(type)Plugin", .product(name: "InstrumentKit", package: "InstrumentKit"),
              .product(name: "Conformance", package: "Conformance"),
            ]),
        ],
        swiftLanguageModes: [.v6]
      )

      """#
  }

  var entry: String {
    """
    #include "PluginEntry.h"

    // The id, the version, how many items and measures there are, and the function that registers:
    // a host compares these with what the instrument says.
    DREMPEL_PLUGIN("\(name.id)", "1.0", 3, 3, \(name.symbol))

    """
  }

  var header: String {
    """
    // The entry has no declarations: a host finds its two symbols by name.
    #pragma once

    """
  }

  var readme: String {
    """
    # \(name.words)

    An instrument for Drempel. As it was made it asks how somebody gets around, how far work is and
    whether they would move, and says whether work is near, far or out of reach. Change it into yours.

    | file | what is in it |
    |---|---|
    | `Sources/\(name.type)Plugin/\(name.type).swift` | name, version, questions |
    | `Sources/\(name.type)Plugin/\(name.type)+Score.swift` | measures and the rule |
    | `Sources/\(name.type)Plugin/\(name.type)+Cases.swift` | golden cases: the borders of the rule |
    | `Sources/\(name.type)Entry/Entry.c` | what a host reads before it loads anything |
    | `Tests/\(name.type)Tests` | the tests |

    ```
    swift build
    swift test
    drempel plugin check .build/debug/\(name.library)
    drempel plugin add .build/debug/\(name.library)
    drempel -c 'clients | score \(name.id)'
    ```

    Whoever changes the numbers of items or measures, or the version, changes `Entry.c` too. A new
    version says in `migrations` what becomes of earlier answers.

    """
  }
}
