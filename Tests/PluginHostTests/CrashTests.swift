import CSystem
import Foundation
import InstrumentKit
import Seal
import Testing

@testable import PluginHost

/// What a crash leaves behind; the crashes themselves happen in child processes.
@Suite struct CrashTests {
  /// The child knows where to look from its environment alone.
  static func inChild(_ plugins: String, _ work: (PluginHost) -> Void) throws {
    drempel_harden()
    let place = (plugins as NSString).deletingLastPathComponent
    work(
      Place.host(
        PluginSearch(option: [], environment: nil, executableFolder: plugins),
        ApprovedPlugins(executableFolder: plugins, operatorsList: "\(place)/config/approved"),
        Quarantine(path: "\(place)/config/quarantine")))
  }

  private func place(_ body: String, extra: String = "") throws -> Place {
    let place = try Place()
    var plugin = ToyPlugin(manifest: ToyPlugin.manifest("trap"))
    plugin.registration = body
    plugin.extra = extra
    try plugin.build("A", in: place.plugins)
    try place.approveAll()
    return place
  }

  private func expectSetAside(_ place: Place) throws {
    #expect(try place.quarantine.marks().map(\.id) == ["trap"])
    #expect(try place.folder.mode("config/quarantine") == 0o600)
    try ToyPlugin.registering("first").build("B", in: place.plugins)
    try place.approveAll()
    #expect(place.host().list().map(\.state) == [.quarantined, .ready])
    let (plugins, faults) = place.host().load()
    #expect(plugins.map(\.id) == ["first"])
    #expect(faults.map(\.kind) == [.quarantined])
  }

  private static let notice =
    "E605 plugin trap crashed and is set aside until: drempel plugin release\n"

  @Test func whoCrashesWhileRegisteringIsSetAside() async throws {
    let place = try place("abort();")
    let plugins = place.plugins
    let result = await #expect(
      processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]
    ) { [plugins = plugins as String] in
      try CrashTests.inChild(plugins) { _ = $0.load() }
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said == Self.notice)
    try expectSetAside(place)
  }

  @Test func whoCrashesWhileTheLibraryLoadsIsSetAside() async throws {
    let place = try place(
      "", extra: "__attribute__((constructor)) static void run(void) { *(volatile int *)8 = 1; }")
    let plugins = place.plugins
    await #expect(processExitsWith: .signal(SIGSEGV)) { [plugins = plugins as String] in
      try CrashTests.inChild(plugins) { _ = $0.load() }
    }
    try expectSetAside(place)
  }

  @Test func whoUsesUpTheStackOfAnyThreadIsSetAside() async throws {
    let place = try place(
      "deep(registrar);",
      extra: "int deep(volatile char *p) { char room[4096]; room[0] = 1; return deep(room) + *p; }")
    let plugins = place.plugins
    await #expect(processExitsWith: .signal(SIGSEGV)) { [plugins = plugins as String] in
      try CrashTests.inChild(plugins) { host in
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
          _ = host.load()
          done.signal()
        }
        done.wait()
      }
    }
    try expectSetAside(place)
  }

  @Test func aCrashOfTheHostIsNobodyElses() async throws {
    let place = try place("")
    let plugins = place.plugins
    let result = await #expect(
      processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]
    ) { [plugins = plugins as String] in
      try CrashTests.inChild(plugins) {
        _ = $0.load()
        abort()
      }
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(result != nil && !said.contains("E605"))
    #expect(try place.quarantine.marks().isEmpty)
  }

  @Test func aCrashOnAnotherThreadIsNotThePlugins() async throws {
    let place = try place("for (;;) {}")
    let plugins = place.plugins
    await #expect(processExitsWith: .signal(SIGABRT)) { [plugins = plugins as String] in
      try CrashTests.inChild(plugins) { host in
        Thread.detachNewThread { _ = host.load() }
        Thread.sleep(forTimeInterval: 0.3)
        abort()
      }
    }
    #expect(try place.quarantine.marks().isEmpty)
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGSEGV])
  func whoIsKilledFromOutsideIsNotSetAside(_ signal: Int32) async throws {
    let place = try place("kill_me(getppid());", extra: Self.killer(signal))
    let plugins = place.plugins
    await #expect(processExitsWith: .failure) { [plugins = plugins as String] in
      try CrashTests.inChild(plugins) { _ = $0.load() }
    }
    #expect(try place.quarantine.marks().isEmpty)
  }

  /// A child of the process sends the signal to the very thread that runs the plugin.
  private static func killer(_ signal: Int32) -> String {
    """
    #include <signal.h>
    #include <unistd.h>
    #include <sys/syscall.h>
    static void kill_me(int ignored) {
      int target = getpid(), thread = syscall(SYS_gettid);
      if (fork() == 0) { syscall(SYS_tgkill, target, thread, \(signal)); _exit(0); }
      for (;;) pause();
    }
    """
  }

  @Test func aNewContentOfAPluginIsNotSetAside() async throws {
    let place = try place("abort();")
    let plugins = place.plugins
    await #expect(processExitsWith: .signal(SIGABRT)) { [plugins = plugins as String] in
      try CrashTests.inChild(plugins) { _ = $0.load() }
    }
    try expectSetAside(place)
    try ToyPlugin(manifest: ToyPlugin.manifest("trap")).build("A", in: place.plugins)
    try place.approveAll()
    #expect(place.host().list().map(\.state) == [.ready, .ready])
    #expect(try place.quarantine.marks().map(\.id) == ["trap"])
  }

  @Test func whoIsReleasedMayRunAgain() throws {
    let place = try place("")
    let file = try PluginFile("\(place.plugins)/libAInstrument.so")
    try place.folder.write(
      "config/quarantine", "trap \(file.digest.hex)\nother \(file.digest.hex)\nhalf a li".utf8)
    #expect(place.host().list().map(\.state) == [.quarantined])
    #expect(try place.quarantine.release(id: "nobody") == false)
    #expect(try place.quarantine.release(id: "trap"))
    #expect(place.host().list().map(\.state) == [.ready])
    #expect(try place.quarantine.marks().map(\.id) == ["other"])
  }

  @Test func nothingRunsWhileItIsUnknownWhoIsSetAside() throws {
    let place = try place("")
    symlink("/dev/null", place.quarantine.path)
    #expect(place.host().list().map(\.state) == [.quarantined])
    #expect(place.host().load().faults.first?.path == place.quarantine.path)
  }
}
