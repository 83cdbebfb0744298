import Exchange
import Foundation
import InstrumentKit
import Profile
import Store

/// Invented people in any number, as a file or as a store, for trials and measurements.
package struct Generation: Sendable {
  private let clients: Int
  private let generator: RegistrationGenerator

  /// - Parameter until: the last day of the year of registrations; 2012-12-31 unless given.
  package init(clients: Int, seed: UInt64, until: Day?) {
    self.clients = clients
    let demoEnd = Day(year: 2012, month: 12, day: 31) ?? Day(number: 0)
    generator = RegistrationGenerator(seed: seed, until: until ?? demoEnd)
  }

  /// Writes answers to an instrument's own questions about the same people.
  ///
  /// - Throws: ``MissingPlugin``; `ExchangeError`.
  package func write(to path: String, as id: String, _ settings: Session.Settings) throws {
    let session = try Session(settings, out: FileSink.standardOutput())
    guard let plugin = session.plugin(id) else { throw session.missing(id) }
    try AnswerGenerator(plugin, seed: generator.seed, until: generator.until)
      .write(to: path, clients: clients)
  }

  package func write(to path: String) throws {
    try AtomicFile.mustBeFree(path, taken: .nameTaken)
    let file = try AtomicFile(path, mode: Session.mode(isPrivate: false))
    try file.sink.write(RegistrationGenerator.columns.joined(separator: ",") + "\n")
    var bytes: [UInt8] = []
    var generator = generator
    for row in 0..<clients {
      generator.append(row: row, to: &bytes)
      if bytes.count > 1 << 20 || row == clients - 1 {
        try bytes.withUnsafeBytes { try file.sink.write($0) }
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try file.finish()
    try file.publish()
  }

  /// Makes a store by importing what it generates, through the same judge as any file.
  ///
  /// - Returns: how many clients it holds.
  package func makeStore(_ folder: String, _ settings: Session.Settings) throws -> String {
    var settings = settings
    settings.date = generator.until
    let (store, keyFile) = try Session.newStore(folder, name: nil, passphrase: nil, settings)
    settings.store = store.folder
    settings.keyFile = keyFile
    let session = try Session(settings, out: FileSink.standardOutput())
    let file = folder + "/drafts/generated.csv"
    defer { unlink(file) }
    try write(to: file)
    _ = try session.importing(file, as: "intake")
    return try session.countLine()
  }
}
