import Foundation
import InstrumentKit
import Testing

@testable import PluginHost

/// The instruments of this build, where the build made them.
@Suite struct RealPluginTests {
  /// Where the build put the libraries: beside the tests' own program or one folder above.
  static let folder: String? = {
    let own = (CommandLine.arguments.first ?? "") as NSString
    let near = own.deletingLastPathComponent as NSString
    return [own as String, near as String, near.deletingLastPathComponent].first {
      FileManager.default.fileExists(atPath: "\($0)/libMPSAInstrument.so")
    }
  }()

  @Test(.enabled(if: folder != nil)) func manifestsAreReadFromRealLibraries() throws {
    let place = try Place()
    let folder = try #require(Self.folder)
    let rows = place.host(option: [folder]).list().filter { $0.origin == .option }
    let ids = Set(rows.compactMap(\.manifest).map(\.id))
    #expect(ids.isSuperset(of: ["mpsa", "intake"]))
    #expect(rows.allSatisfy { $0.state != .broken && $0.digest != nil })
  }
}
