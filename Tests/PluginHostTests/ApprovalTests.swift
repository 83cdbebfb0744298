import CSystem
import Foundation
import Seal
import Testing

@testable import PluginHost

@Suite struct ApprovalTests {
  private func state(_ place: Place) -> [PluginFault.Kind?] { place.host().list().map(\.fault) }

  @Test func anUnknownPluginIsNotLoaded() throws {
    let place = try Place()
    try ToyPlugin.registering("first").build("A", in: place.plugins)
    #expect(state(place) == [.notApproved])
    let (plugins, faults) = place.host().load()
    #expect(plugins.isEmpty)
    #expect(faults.map(\.kind) == [.notApproved])
    #expect(faults.map(\.id) == ["first"])
  }

  @Test func aChangedFileIsRefusedUntilItIsApprovedAgain() throws {
    let place = try Place()
    let path = try ToyPlugin().build("A", in: place.plugins)
    try place.approveAll()
    #expect(state(place) == [nil])
    let bytes = try place.folder.bytes("plugins/libAInstrument.so")
    try Data(bytes + [0]).write(to: URL(filePath: path))
    #expect(state(place) == [.changed])
    try place.approveAll()
    #expect(state(place) == [nil])
  }

  @Test func theListOfTheBuildApprovesToo() throws {
    let place = try Place()
    let path = try ToyPlugin().build("A", in: place.plugins)
    let digest = try PluginFile(path).digest
    try place.folder.write("plugins/approved-plugins", "\(digest.hex)  libAInstrument.so\n".utf8)
    #expect(state(place) == [nil])
  }

  @Test func linesOfAnotherFormApproveNothing() throws {
    let place = try Place()
    let path = try ToyPlugin().build("A", in: place.plugins)
    let digest = try PluginFile(path).digest
    let lines = [
      digest.hex, "\(digest.hex.dropLast())  libAInstrument.so", "# \(digest.hex) x",
      "\(digest.hex)0  libBInstrument.so",
    ]
    try place.folder.write("plugins/approved-plugins", lines.joined(separator: "\n").utf8)
    #expect(state(place) != [nil])
  }

  @Test func removingTakesTheApprovalBack() throws {
    let place = try Place()
    try ToyPlugin().build("A", in: place.plugins)
    try place.approveAll()
    #expect(try place.folder.mode("config/approved") == 0o600)
    #expect(try place.folder.mode("config") == 0o700)
    var approved = place.approved
    #expect(try approved.remove("libBInstrument.so") == [])
    #expect(try approved.remove("libAInstrument.so").map(\.name) == ["libAInstrument.so"])
    #expect(state(place) == [.notApproved])
    let left = try FileManager.default.contentsOfDirectory(atPath: place.folder.file("config"))
    #expect(left == ["approved"])
  }

  @Test(arguments: [0o620, 0o602, 0o666] as [mode_t])
  func aListThatOthersMayWriteIsNotBelieved(_ mode: mode_t) throws {
    let place = try Place()
    try ToyPlugin().build("A", in: place.plugins)
    try place.approveAll()
    chmod(place.operatorsList, mode)
    #expect(state(place) == [.notApproved])
    let faults = place.host().load().faults
    #expect(faults.map(\.kind) == [.unreadable(EPERM), .notApproved])
    #expect(faults.first?.path == place.operatorsList)
  }

  @Test func aListThatIsALinkIsNotBelieved() throws {
    let place = try Place()
    try ToyPlugin().build("A", in: place.plugins)
    try place.approveAll()
    try FileManager.default.moveItem(
      atPath: place.operatorsList, toPath: place.folder.file("elsewhere"))
    symlink(place.folder.file("elsewhere"), place.operatorsList)
    #expect(state(place) == [.notApproved])
    #expect(place.approved.faults.map(\.kind) == [.isLink])
  }
}
