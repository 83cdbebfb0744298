import CSystem
import Foundation
import Testing

/// Each runs in a child process, because hardening cannot be undone.
@Suite struct HardenTests {
  @Test func crashesAreLeftToTheSystem() async {
    await #expect(processExitsWith: .success) {
      let numbers = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT]
      for number in numbers { signal(number) { _ in } }
      drempel_harden()
      for number in numbers {
        var action = sigaction()
        #expect(sigaction(number, nil, &action) == 0)
        #expect(action.__sigaction_handler.sa_handler == nil)
      }
    }
  }

  @Test func aCrashDumpsNothingAndNewFilesAreTheOwnersAlone() async {
    await #expect(processExitsWith: .success) {
      drempel_harden()
      let limits = try String(contentsOfFile: "/proc/self/limits", encoding: .utf8)
      let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
      #expect(core?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
      #expect(umask(0o077) == 0o077)
    }
  }

  @Test func aTrapWithANameInHandDoesNotPrintIt() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      drempel_harden()
      let name = "Jan Peeters"
      let places = Array(name.utf8)
      #expect(places[name.utf8.count] == 0)
    }
    let said = (result?.standardErrorContent ?? []) + (result?.standardOutputContent ?? [])
    #expect(!String(decoding: said, as: UTF8.self).contains("Peeters"))
    #expect(!String(decoding: said, as: UTF8.self).contains("Registers:"))
  }
}
