import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Store
import TestSupport
import Testing

@testable import PluginHost
@testable import Session

/// What is exported without loss can be imported, and says the same again.
@Suite struct RoundTripTests {
  private let today = Day(year: 2012, month: 12, day: 31) ?? Day(number: 0)

  private func plugin(_ place: Int) throws -> LoadedPlugin {
    try LoadedPlugin(linked: QuestionnaireStore.all[place], shared: QuestionnaireStore.shared)
  }

  private func session(_ here: QuestionnaireStore) throws -> Session {
    var settings = here.settings
    settings.date = today
    return try Session(settings, out: MemorySink())
  }

  private func take(_ path: String, _ plugin: LoadedPlugin, _ here: QuestionnaireStore) throws {
    let importer = Importer(
      store: here.store, plugin: plugin, actor: here.actor, reference: today)
    do {
      let report = try importer.run(path)
      #expect(report.badRows == 0)
    } catch let refused as ImportRefused {
      Issue.record("\(refused.report.listing(.en))")
    }
  }

  /// What a sentence can show of what an instrument asks.
  private func columns(_ plugin: LoadedPlugin) -> [String] {
    var names = ["client", "age", "filled-on"]
    for item in plugin.form.items where item.id != "filled-on" {
      switch item.link {
      case .field(let name)?: names.append(name)
      case .threshold(let threshold, _)? where names.contains("\(threshold.code).absence"):
        // Several items of one instrument judge it, and a sentence shows a column once.
        continue
      case .threshold(let threshold, _)?:
        // Where a field has the same name, the bare name is the field.
        let isField = FieldCatalog.standard.field(threshold.code) != nil
        names += [
          isField ? "\(threshold.code).level" : threshold.code, "\(threshold.code).absence",
        ]
        if plugin.form.item("specifications") != nil {
          names += threshold.specifications.map(\.code)
        }
      default: break
      }
    }
    return names
  }

  private func exported(
    _ plugin: LoadedPlugin, _ here: QuestionnaireStore, _ format: String, _ name: String
  ) throws -> String {
    let session = try session(here)
    let path = here.folder.file("\(name).\(format)")
    var told = ""
    let shown = columns(plugin).joined(separator: ", ")
    let code = session.run(
      SourceText("clients | show \(shown) | export \(format) \"\(path)\" overwrite for \"moving\"")
    ) { told += $0 }
    try #require(code == 0, "\(told)")
    return path
  }

  /// The same file with headers and words in Dutch.
  private func dutch(_ path: String, _ plugin: LoadedPlugin, _ here: QuestionnaireStore) throws
    -> String
  {
    let schema = Schema(instruments: [], searched: [])
    var reader = try CSVReader(path: path)
    let names = reader.header.names
    var lines = [names.map { schema.heading($0, .nl) }.joined(separator: ";")]
    while let outcome = try reader.next() {
      let row = try outcome.get()
      lines.append(
        names.indices.map { "\"\(Self.dutch(row.text($0), of: names[$0]))\"" }
          .joined(separator: ";"))
    }
    let text = lines.joined(separator: "\r\n").replacing("\"\"", with: "")
    return try here.folder.write("dutch.csv", text.utf8)
  }

  private static func dutch(_ text: String, of name: String) -> String {
    let list: CodeList? =
      if let type = FieldCatalog.standard.field(name)?.type {
        type == .flag ? CodeList("flag", "yes=ja no=nee") : type.list
      } else if name.hasSuffix(".absence") {
        Names.absences
      } else if name.contains("."), !name.hasSuffix(".level") {
        CodeList("flag", "yes=ja no=nee")
      } else {
        CodeList("level", Names.levels.codes + [Names.notAssessed])
      }
    guard let list else { return text }
    return text.split(separator: ";", omittingEmptySubsequences: false).map { part in
      list.codes.first { $0.en == part }?.nl ?? String(part)
    }.joined(separator: ";")
  }

  @Test(arguments: 0..<7)
  func theSameProfileComesBackInEveryFormatAndLanguage(_ place: Int) throws {
    let plugin = try plugin(place)
    let first = try QuestionnaireStore()
    let made = first.folder.file("made.csv")
    if plugin.id == "intake" {
      var generator = RegistrationGenerator(seed: 12, until: today)
      var bytes = Array((RegistrationGenerator.columns.joined(separator: ",") + "\n").utf8)
      for row in 0..<12 { generator.append(row: row, to: &bytes) }
      try Data(bytes).write(to: URL(filePath: made))
    } else {
      try AnswerGenerator(plugin, seed: 12, until: today).write(to: made, clients: 12)
    }
    try take(made, plugin, first)
    let csv = try exported(plugin, first, "csv", "out")
    let wanted = try String(contentsOfFile: csv, encoding: .utf8)
    #expect(wanted.split(separator: "\r\n").count == 13)
    // ICF has several scores for a level, so that its levels cannot come back as scores.
    if plugin.id == "icf" { return }
    var files = [csv, try dutch(csv, plugin, first)]
    for format in ["tsv", "json", "ndjson"] {
      files.append(try exported(plugin, first, format, "out"))
    }
    for file in files {
      let second = try QuestionnaireStore()
      try take(file, plugin, second)
      let again = try exported(plugin, second, "csv", "again")
      let text = try String(contentsOfFile: again, encoding: .utf8)
      #expect(text == wanted, "\(file)")
    }
  }

  @Test func textsThatASpreadsheetWouldRunComeBack() throws {
    let plugin = try plugin(0)
    let first = try QuestionnaireStore()
    let text =
      "client,filled-on,street,commune,last-name\nA,2012-01-01,'=1+1,\"a\"\"b,c\",''=x\nB,2012-01-01,-3,Luik;x,@y\n"
    try take(try first.folder.write("in.csv", text.utf8), plugin, first)
    let csv = try exported(plugin, first, "csv", "out")
    for format in ["csv", "json", "ndjson"] {
      let second = try QuestionnaireStore()
      try take(try exported(plugin, first, format, "out"), plugin, second)
      #expect(
        try String(contentsOfFile: exported(plugin, second, "csv", "again"), encoding: .utf8)
          == String(contentsOfFile: csv, encoding: .utf8))
    }
  }
}
