import Foundation
import InstrumentKit
import Profile

/// Reads responses by the shape of their questionnaire.
package struct ResponseReader: Sendable {
  private let shape: ResponseShape
  private let nodes: [String: Place]
  private let dayOf: @Sendable (Int64) -> Day

  private struct Place: Sendable {
    let node: OutlineNode
    /// The linkId of the group that repeats, in which it stands.
    let rows: String?
  }

  /// - Parameter dayOf: the day of a moment, seconds since 1970-01-01 00:00 UTC, where the store is.
  package init(_ shape: ResponseShape, dayOf: @escaping @Sendable (Int64) -> Day) {
    self.shape = shape
    self.dayOf = dayOf
    var nodes: [String: Place] = [:]
    func add(_ list: [OutlineNode], rows: String?) {
      for node in list {
        nodes[node.linkId] = Place(node: node, rows: rows)
        if case .rows = node.role {
          add(node.children, rows: node.linkId)
        } else {
          add(node.children, rows: rows)
        }
      }
    }
    add(shape.outline, rows: nil)
    self.nodes = nodes
  }

  /// - Parameter path: where the response stands in its file.
  package func read(_ value: JSONValue, at path: String = "$") -> ReadResponse {
    var read = ReadResponse()
    func fault(_ name: String, _ problem: ResponseFault.Problem) {
      read.faults.append(ResponseFault(path: path + name, problem: problem))
    }
    guard value["resourceType"] == .text("QuestionnaireResponse") else {
      fault("", .otherResource)
      return read
    }
    for name in ["modifierExtension", "implicitRules"] where value[name] != nil {
      fault(".\(name)", .modifier)
    }
    switch value["status"]?.text {
    case "completed", "amended": break
    case nil: fault(".status", value["status"] == nil ? .missing : .wrongType)
    default: fault(".status", .notCompleted)
    }
    if let problem = questionnaire(value["questionnaire"]) { fault(".questionnaire", problem) }
    read.origin = Self.origin(of: value)
    readSubject(value["subject"], path + ".subject", &read)
    readDay(value["authored"], path + ".authored", &read)
    var state = State(reader: self)
    state.read(value["item"], at: path + ".item")
    read.faults += state.faults
    read.reasons = state.reasons
    read.answers += state.finished
    return read
  }

  private func questionnaire(_ value: JSONValue?) -> ResponseFault.Problem? {
    guard let value else { return .missing }
    guard let text = value.text else { return .wrongType }
    let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
    guard parts.first == shape.url else { return .otherQuestionnaire }
    guard parts.count > 1, let version = shape.version else { return nil }
    return parts[1] == version ? nil : .otherVersion(known: version)
  }

  /// What cannot be read of it tells nothing: then it is as if it were not said.
  private static func origin(of value: JSONValue) -> ReadResponse.Origin {
    func text(_ value: JSONValue?) -> String? {
      value?.text.flatMap { JSONPlace.line($0, limit: 255) }
    }
    var origin = ReadResponse.Origin()
    if let given = text(value["identifier"]?["value"]) {
      origin.identifier = "\(text(value["identifier"]?["system"]) ?? "")|\(given)"
    }
    origin.id = text(value["id"])
    origin.version = text(value["meta"]?["versionId"]).flatMap { Int($0) }
    origin.changed = moment(text(value["meta"]?["lastUpdated"]))
    origin.authored = moment(text(value["authored"]))
    origin.isAmended = value["status"] == .text("amended")
    return origin
  }

  /// A moment at Greenwich, so that moments sort as texts; a day alone stays one.
  private static func moment(_ text: String?) -> String {
    guard let text else { return "" }
    for options in [
      ISO8601DateFormatter.Options.withInternetDateTime,
      [.withInternetDateTime, .withFractionalSeconds],
    ] {
      let formatter = ISO8601DateFormatter()
      formatter.formatOptions = options
      if let date = formatter.date(from: text) {
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return formatter.string(from: date)
      }
    }
    return Day(iso: text) == nil ? "" : text
  }

  private func readSubject(_ value: JSONValue?, _ path: String, _ read: inout ReadResponse) {
    read.clientPath = path
    if let code = value?["identifier"]?["value"]?.text {
      read.client = code
      read.clientPath = path + ".identifier.value"
      return
    }
    let reference = value?["reference"]?.text ?? ""
    let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[parts.count - 2] == "Patient", !parts[parts.count - 1].isEmpty
    else {
      read.faults.append(ResponseFault(path: path, problem: .noSubject))
      return
    }
    read.client = String(parts[parts.count - 1])
    read.clientPath = path + ".reference"
  }

  /// A day alone stays, and so does one whose time does not say of which zone; a moment is of the
  /// day that it was where the store is.
  private func readDay(_ value: JSONValue?, _ path: String, _ read: inout ReadResponse) {
    read.dayPath = path
    guard let value else {
      read.faults.append(ResponseFault(path: path, problem: .missing))
      return
    }
    guard let written = WrittenTime(value.text ?? "") else {
      read.faults.append(ResponseFault(path: path, problem: .notADay))
      return
    }
    read.day = (written.moment.map(dayOf) ?? written.day).description
  }

  /// What was read so far of one response.
  private struct State {
    let reader: ResponseReader
    var faults: [ResponseFault] = []
    var reasons: [String] = []
    private var answers: [ReadResponse.Answer] = []
    private var seen: Set<String> = []
    /// The rows of each table, as cells by column.
    private var tables:
      [(table: String, path: String, rows: [[String: String]], columns: [String])] =
        []
    private var depth = 0

    init(reader: ResponseReader) { self.reader = reader }

    var finished: [ReadResponse.Answer] {
      answers
        + tables.map { table in
          let rows = table.rows.map { row in
            if table.table.hasSuffix(".actions") {
              return RowCells.joined(table.columns.map { row[$0] ?? "" })
            }
            let last = table.columns.lastIndex { row[$0] != nil } ?? -1
            return table.columns.prefix(last + 1).map { row[$0] ?? "" }.joined(separator: ",")
          }
          return ReadResponse.Answer(
            column: table.table, text: rows.joined(separator: ";"), path: table.path)
        }
    }

    private mutating func fault(_ path: String, _ problem: ResponseFault.Problem) {
      faults.append(ResponseFault(path: path, problem: problem))
    }

    mutating func read(_ value: JSONValue?, at path: String, rows: String? = nil, table: Int? = nil)
    {
      guard let value else { return }
      guard let items = value.list else { return fault(path, .wrongType) }
      for (number, item) in items.enumerated() {
        read(item: item, at: "\(path)[\(number)]", rows, table)
      }
    }

    private mutating func read(item: JSONValue, at path: String, _ rows: String?, _ table: Int?) {
      guard case .object = item else { return fault(path, .wrongType) }
      if item["modifierExtension"] != nil { fault("\(path).modifierExtension", .modifier) }
      guard let linkId = item["linkId"]?.text else {
        return fault("\(path).linkId", item["linkId"] == nil ? .missing : .wrongType)
      }
      guard let place = reader.nodes[linkId] else {
        return fault("\(path).linkId", .unknownLinkId)
      }
      guard place.rows == rows else { return fault("\(path).linkId", .misplaced) }
      switch place.node.role {
      // What is shown or computed is no answer of a person; the questionnaire's reading said so.
      case .leftOut: return
      case .group:
        if item["answer"] != nil { fault("\(path).answer", .misplaced) }
        read(item["item"], at: "\(path).item", rows: rows, table: table)
      case .rows(let name):
        if item["answer"] != nil { fault("\(path).answer", .misplaced) }
        let number = self.table(name, path, place.node)
        tables[number].rows.append([:])
        read(item["item"], at: "\(path).item", rows: linkId, table: number)
      case .question(let question):
        if table == nil, !seen.insert(linkId).inserted {
          return fault("\(path).linkId", .takenTwice)
        }
        read(question, item, at: path, rows, table)
      }
    }

    private mutating func table(_ name: String, _ path: String, _ node: OutlineNode) -> Int {
      if let number = tables.firstIndex(where: { $0.table == name }) { return number }
      func columns(_ nodes: [OutlineNode]) -> [String] {
        nodes.flatMap { node -> [String] in
          if case .question(let question) = node.role { return [question.item] }
          return columns(node.children)
        }
      }
      tables.append((name, path, [], columns(node.children)))
      return tables.count - 1
    }

    private mutating func read(
      _ question: OutlineQuestion, _ item: JSONValue, at path: String, _ rows: String?,
      _ table: Int?
    ) {
      if item["item"] != nil { fault("\(path).item", .misplaced) }
      guard let list = item["answer"] else { return }
      guard let given = list.list, !given.isEmpty else {
        return fault("\(path).answer", .wrongType)
      }
      if given.count > 1, !question.repeats { return fault("\(path).answer[1]", .oneAnswer) }
      var texts: [String] = []
      var words: [String] = []
      for (number, answer) in given.enumerated() {
        let place = "\(path).answer[\(number)]"
        if answer["modifierExtension"] != nil { fault("\(place).modifierExtension", .modifier) }
        read(answer["item"], at: "\(place).item", rows: rows, table: table)
        switch question.read(answer, isCell: table != nil) {
        case .text(let text): texts.append(text)
        case .open(let code, let said):
          // Said by its code too, or in several words: it is one answer.
          if !texts.contains(code) { texts.append(code) }
          if let said { words.append(said) }
        case .reason: reasons.append(question.item)
        case .fault(let name, let problem): fault(place + name, problem)
        }
      }
      guard !texts.isEmpty else { return }
      let text = texts.joined(separator: ";")
      guard let table else {
        answers.append(.init(column: question.item, text: text, path: path))
        if !words.isEmpty {
          // Each on a line of its own; a break inside one would make two of it.
          let lines =
            words.count > 1 ? words.map { $0.replacing("\n", with: " ") } : words
          let all = lines.joined(separator: "\n")
          answers.append(.init(column: "\(question.item).other", text: all, path: path))
        }
        return
      }
      let row = tables[table].rows.count - 1
      if tables[table].rows[row].updateValue(text, forKey: question.item) != nil {
        fault("\(path).linkId", .takenTwice)
      }
    }
  }
}
