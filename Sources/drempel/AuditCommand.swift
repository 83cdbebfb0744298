import ArgumentParser
import Exchange
import Session

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Show and follow the trail of a store.",
    subcommands: [Head.self, Verify.self])

  struct Head: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print where the trail stands, to be kept elsewhere.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      let settings = try common.settings
      try Standard.worded(settings.tongue) {
        Standard.say(try Session(settings, out: FileSink.standardOutput()).trailHead())
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Follow every link of the trail; end with 1 where it breaks.")

    @OptionGroup var common: CommonOptions
    @Option(help: "A head that was kept: whether the trail once stood there.") var head: String?

    func run() throws {
      let settings = try common.settings
      let isUnbroken = try Standard.worded(settings.tongue) { () -> Bool in
        let session = try Session(settings, out: FileSink.standardOutput())
        let (text, isUnbroken) = try session.verifyTrail(head: head)
        if isUnbroken { Standard.say(text) } else { Standard.tell(text + "\n") }
        return isUnbroken
      }
      if !isUnbroken { throw ExitCode(1) }
    }
  }
}
