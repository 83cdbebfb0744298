import ArgumentParser
import CSystem
import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Session

/// The kit has a type of this name too.
typealias Option<Value> = ArgumentParser.Option<Value>

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "The store's folder (or DREMPEL_STORE).", completion: .directory)
  var store: String?
  @Option(help: "Language of messages: nl or en.", completion: .list(["nl", "en"]))
  var lang: String?
  @Option(
    help: "How answers appear: table, csv, json, ndjson or markdown.",
    completion: .list(OutputMode.allCases.map(\.rawValue)))
  var mode: String?
  @Option(name: .customLong("operator"), help: "Who works; the login name unless given.")
  var operatorName: String?
  @Option(
    help: "In which role: counsellor, lead, exporter, physician, psychologist, … or admin.",
    completion: .list(Names.roles.codes.map(\.en)))
  var role: String?
  @Option(
    help: "For which organisation: ocmw, vdab, … ; what it enters only it corrects.",
    completion: .list(Names.recipient.codes.map(\.en)))
  var organisation: String?
  @Option(help: "Why, for the log.") var purpose: String?
  @Option(
    help: "The day that ages and terms are reckoned from, as 2012-12-31; levels are the newest.")
  var date: String?
  @Option(help: "The store's key file (or DREMPEL_KEY_FILE).", completion: .file())
  var keyFile: String?
  @Option(help: "A folder with plugins; may be given several times.", completion: .directory)
  var plugins: [String] = []
  @Flag(help: "Also load plugins that nobody approved, out of --plugins and DREMPEL_PLUGINS.")
  var developer = false
  @Flag(help: "Change nothing, and show no identity.") var readOnly = false

  private var environment: [String: String] { ProcessInfo.processInfo.environment }

  var places: Places {
    let executable =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return Places(
      environment: environment,
      executableFolder: (executable as NSString).deletingLastPathComponent,
      pluginFolders: plugins, isDeveloper: developer)
  }

  var tongue: Tongue {
    get throws {
      if let lang {
        guard let tongue = Tongue(rawValue: lang) else {
          throw ValidationError("--lang is nl or en")
        }
        return tongue
      }
      let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
      return locale.hasPrefix("nl") ? .nl : .en
    }
  }

  var settings: Session.Settings {
    get throws {
      var settings = Session.Settings(places: places)
      settings.store = store ?? environment["DREMPEL_STORE"]
      settings.isReadOnly = readOnly
      settings.tongue = try tongue
      settings.operatorName = operatorName
      settings.purpose = purpose
      if let role {
        guard Names.roles.place(of: role) != nil else {
          throw ValidationError(
            "--role is \(Names.roles.codes.map(\.en).joined(separator: ", "))")
        }
        settings.role = role
      }
      if let organisation {
        guard Names.recipient.place(of: organisation) != nil else {
          throw ValidationError(
            "--organisation is \(Names.recipient.codes.map(\.en).joined(separator: ", "))")
        }
        settings.organisation = organisation
      }
      settings.keyFile = (keyFile ?? environment["DREMPEL_KEY_FILE"]).map(places.expanded)
      let tongue = settings.tongue
      settings.passphrase = { Standard.passphrase(tongue) }
      settings.waits(isStopped: { drempel_was_interrupted() != 0 }) { text in
        // What shows that work goes on may stand on this line.
        Standard.tell((isatty(2) == 1 ? "\r\u{1B}[K" : "") + text)
      }
      if let mode {
        guard let chosen = OutputMode(rawValue: mode) else {
          throw ValidationError(
            "--mode is \(OutputMode.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        settings.mode = chosen
      }
      if let date {
        guard let day = Day(iso: date) else { throw ValidationError("--date is as 2012-12-31") }
        settings.date = day
      }
      return settings
    }
  }

  /// Opens the store and loads plugins; what is wrong with plugins is told and stops nothing.
  func session(_ screen: Screen = Screen()) throws -> Session {
    var settings = try settings
    let ask = settings.passphrase
    settings.passphrase = {
      screen.release()
      return ask()
    }
    let session = try Standard.worded(settings.tongue) { try Session(settings, out: screen) }
    session.width = {
      let width = Int(drempel_terminal_width(1))
      return width > 0 ? width : nil
    }
    for folder in plugins where !FileManager.default.fileExists(atPath: folder) {
      Standard.tell(Message.noPluginFolder(folder).text(settings.tongue) + "\n")
    }
    for fault in session.pluginFaults where fault.isNews {
      Standard.tell(Message(fault).text(settings.tongue) + "\n")
    }
    return session
  }
}

/// Standard error, passphrases and script files.
enum Standard {
  /// Says something to whoever looks: at a terminal no sign of it steers that.
  static func tell(_ text: String) {
    steer(isatty(2) == 1 ? TerminalBorder.shown(text) : text)
  }

  /// Answers on standard output, under the same border.
  static func say(_ text: String, terminator: String = "\n") {
    let out = FileSink.standardOutput()
    // Whoever read this may have gone.
    try? out.write(text + terminator)
    try? out.flush()
  }

  /// Writes what moves on a terminal, as it is.
  static func steer(_ text: String) {
    // Whoever read this may have gone: then nobody is told, and the work goes on.
    var rest = Substring(text).utf8[...]
    while !rest.isEmpty {
      let written = Array(rest).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  /// Runs something; its errors are told in words, and end with 1.
  static func worded<Value>(_ tongue: Tongue, _ run: () throws -> Value) throws -> Value {
    do {
      return try run()
    } catch let code as ExitCode {
      throw code
    } catch {
      tell(Message(error).text(tongue) + "\n")
      throw ExitCode(Session.exitCode(of: error))
    }
  }

  /// A file of settings, when it is the operator's own and nobody else may write it.
  static func trusted(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < 65_536
    else { return nil }
    guard status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
      tell("\(path): not taken, for others may write it\n")
      return nil
    }
    let data = FileHandle(fileDescriptor: file, closeOnDealloc: false).readDataToEndOfFile()
    return String(data: data, encoding: .utf8)
  }

  /// - Throws: `ExitCode` 2 when there is no such file.
  static func source(_ file: String, _ tongue: Tongue) throws -> SourceText {
    let bytes: [UInt8]
    do {
      bytes = try WholeFile.read(file, limit: 4 << 20)
    } catch {
      tell(Message(error).text(tongue) + "\n")
      throw ExitCode(2)
    }
    if let (line, column) = ValueText.firstInvalid(bytes) {
      tell(Message.notUTF8("\(file):\(line):\(column)").text(.en) + "\n")
      throw ExitCode(2)
    }
    return SourceText(String(decoding: bytes, as: UTF8.self), name: file)
  }

  /// Reads a passphrase from the terminal without showing it, never from a pipe.
  ///
  /// - Parameter isNew: asks twice, because a slip would lock the store for good.
  /// - Returns: nil without a terminal, or when the two differ.
  static func passphrase(_ tongue: Tongue, isNew: Bool = false) -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    close(terminal)
    func ask(_ question: Label) -> String? {
      getpass(question.text(tongue)).map { String(cString: $0) }
    }
    let first = ask(Label(nl: "wachtzin: ", en: "passphrase: "))
    guard isNew else { return first }
    return ask(Label(nl: "nog eens: ", en: "once more: ")) == first ? first : nil
  }
}
