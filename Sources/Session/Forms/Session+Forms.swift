import Cohort
import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Seal
import Store

extension Session {
  /// Writes forms about clients: pages, and beside them what programs read. No file appears before
  /// all are written, and each is logged.
  func export(
    _ forms: [ClientForm], _ ref: ExportRef, _ query: Query, _ tell: (String) -> Void
  ) throws {
    try policy.mustWrite()
    // There is no such record of a referral: what goes to somebody is the page.
    let isPageless = ref.path.hasSuffix(".json") && forms.allSatisfy { $0.record == nil }
    if forms.isEmpty || isPageless {
      let paths = folder(ref).map(numbered) ?? files(forms, ref).map(\.path)
      return try nothingMade(ref, paths, forms.isEmpty ? nobody(ref) : Session.pageOnly, tell)
    }
    let fields = fields(ref, query)
    let parts = files(forms, ref).map { path, forms in
      ExportFile(path: path, fields: fields, count: forms.count, about: forms.map(\.client)) {
        [self] file in
        let sink = StoppableSink(file.sink, isStopped: isCancelled)
        if path.hasSuffix(".json") {
          try sink.write(try json(forms) + "\n")
        } else {
          try page(forms, ref, query.asOf ?? today).write(forms.map(\.document), to: sink)
        }
      }
    }
    try appear(parts, ref, query, tell)
    if ref.path == "-" { return }
    let counted = Session.of(.form, forms.count, tongue)
    let paths =
      parts.count > 4 ? "\(ref.path) (\(parts.count))" : parts.map(\.path).joined(separator: ", ")
    tell(
      tongue == .nl
        ? "\(paths) geschreven (\(counted))\n"
        : "wrote \(paths) (\(counted))\n")
    // More forms an earlier time leave files that are none of these.
    let older = Set(folder(ref).map(numbered) ?? []).subtracting(parts.map(\.path)).sorted()
    if !older.isEmpty { tell(NothingMade.note(older, tongue) + "\n") }
  }

  /// The folder that takes files of their own, where the path names one.
  private func folder(_ ref: ExportRef) -> String? {
    guard ref.format == .spb else { return nil }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: ref.path, isDirectory: &isFolder)
    guard ref.path.hasSuffix("/") || (exists && isFolder.boolValue) else { return nil }
    return ref.path.hasSuffix("/") ? String(ref.path.dropLast()) : ref.path
  }

  /// The numbered files of a folder that are there.
  private func numbered(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.wholeMatch(of: #/spb-[0-9]{4,}\.(html|json)/#) != nil }.sorted()
      .map { "\(folder)/\($0)" }
  }

  /// `3 forms of 3 clients`: of each client one.
  static func of(_ what: Counted, _ count: Int, _ tongue: Tongue) -> String {
    let of = tongue == .nl ? "van" : "of"
    return "\(what.text(count, tongue)) \(of) \(Counted.client.text(count, tongue))"
  }

  private static let pageOnly = Label(
    nl: "dit formulier is een blad om te lezen; noem het bestand .html",
    en: "this form is a page to read; call the file .html")

  private func nobody(_ ref: ExportRef) -> Label {
    if ref.format != .spb { return Label(nl: "er zijn geen cliënten", en: "there are no clients") }
    return ref.period == nil
      ? Label(
        nl: "geen van deze cliënten heeft een balans", en: "none of these clients has a balance")
      : Label(
        nl: "geen van deze cliënten heeft in deze periode een balans",
        en: "none of these clients has a balance in this period")
  }

  /// Which forms stand in which file. In a folder each client has files of their own, which are
  /// numbered: a client's code is no name of a file.
  private func files(_ forms: [ClientForm], _ ref: ExportRef) -> [(path: String, [ClientForm])] {
    guard ref.format == .spb else { return [(ref.path, forms)] }
    if let folder = folder(ref) {
      return forms.enumerated().flatMap { number, form in
        let digits = String(number + 1)
        let stem =
          "\(folder)/spb-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
        return [("\(stem).html", [form]), ("\(stem).json", [form])]
      }
    }
    var stem = ref.path
    for suffix in [".html", ".json"] where stem.hasSuffix(suffix) {
      stem.removeLast(suffix.count)
    }
    return [("\(stem).html", forms), ("\(stem).json", forms)]
  }

  /// What went out, as the log has it: never the content.
  private func fields(_ ref: ExportRef, _ query: Query) -> [String] {
    var fields = [ref.format.rawValue]
    for stage in query.stages {
      if case .show(let columns) = stage { fields += columns.map(\.column.name) }
    }
    if ref.withNotes { fields.append("notes") }
    if ref.withHealth { fields.append("health") }
    return fields
  }

  private func page(_ forms: [ClientForm], _ ref: ExportRef, _ day: Day) -> HTMLPage {
    let isDutch = tongue == .nl
    let purpose = policy.actor(purpose: ref.purpose).purpose
    let unstated = isDutch ? "niet vermeld" : "not stated"
    let title =
      ref.format == .spb
      ? Label(nl: "Socio-professionele balans", en: "Socio-professional balance")
      : Label(nl: "Doorverwijzing VDAB–OCMW", en: "Referral VDAB–OCMW")
    var heading = title.text(tongue)
    if forms.count == 1, case .heading(let own)? = forms[0].document.blocks.first { heading = own }
    return HTMLPage(
      tongue, title: heading,
      facts: ref.format == .referral
        ? [(isDutch ? "Peildag" : "Reference date", "\(day)")]
        : [
          (isDutch ? "Peildag" : "Reference date", "\(day)"),
          (isDutch ? "Doel" : "Purpose", purpose == "unstated" ? unstated : purpose),
          (isDutch ? "Cliënten" : "Clients", "\(forms.count)"),
        ])
  }

  private func json(_ forms: [ClientForm]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(forms.compactMap(\.record)), as: UTF8.self)
  }
}
