import ArgumentParser
import Foundation
import Session

extension PluginCommand {
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the package of a new instrument, ready to build, test and change.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "Its name, a short word as travel-time.") var name: String
    @Argument(help: "Its folder; one of its name here unless given.", completion: .directory)
    var folder: String?
    @Option(help: "The folder of the kit, found unless given.", completion: .directory)
    var kit: String?

    func run() throws {
      let tongue = try common.tongue
      do {
        Standard.say(try NewPlugin.make(name, in: folder, kit: kit, common.places).text(tongue))
      } catch {
        // What was typed cannot be meant, so this is wrong usage and no failure.
        Standard.tell(Message(error).text(tongue) + "\n")
        throw ExitCode(2)
      }
    }
  }
}
