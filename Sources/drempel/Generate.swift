import ArgumentParser
import InstrumentKit
import Session

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make invented registrations: a csv file, or a store.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "A path that ends in .csv, or the folder of a new store.", completion: .file())
  var path: String
  @Option(help: "How many clients.") var clients: Int
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Answers to this instrument's own questions, as a csv file.", valueName: "instrument"))
  var instrument: String?
  @Option(help: "The same seed gives the same people.") var seed: UInt64 = 1

  func validate() throws {
    guard (1...9_999_999).contains(clients) else {
      throw ValidationError("--clients is 1 to 9999999")
    }
    if instrument != nil, !path.hasSuffix(".csv") {
      throw ValidationError("with --as the path ends in .csv")
    }
  }

  func run() throws {
    var settings = try common.settings
    try Standard.worded(settings.tongue) {
      let generation = Generation(clients: clients, seed: seed, until: settings.date)
      if let instrument {
        settings.store = nil
        try generation.write(to: path, as: instrument, settings)
      } else if path.hasSuffix(".csv") {
        try generation.write(to: path)
      } else {
        Standard.say(try generation.makeStore(path, settings))
      }
    }
  }
}
