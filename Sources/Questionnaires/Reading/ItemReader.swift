import InstrumentKit

/// Reads items and what is in them, of all types, without their conditions.
struct ItemReader {
  static let mostItems = 10_000

  let findings: Findings
  let tongue: Tongue?
  let links: LinkFile
  let contained: [String: JSONPlace]
  /// The label of what stands above a group without one.
  let title: Label
  private var ids: ReadableIds
  private var linkIds: Set<String> = []
  private(set) var count = 0

  init(
    _ findings: Findings, _ tongue: Tongue?, _ links: LinkFile, contained: [String: JSONPlace],
    title: Label, reserved: Set<String>
  ) {
    self.findings = findings
    self.tongue = tongue
    self.links = links
    self.contained = contained
    self.title = title
    ids = ReadableIds(reserved: reserved, fallback: "item")
  }

  private static let used: Set<String> = [
    "linkId", "text", "_text", "type", "enableWhen", "enableBehavior", "required", "repeats",
    "readOnly", "maxLength", "answerValueSet", "answerOption", "initial", "item", "extension",
  ]
  private static let known: Set<String> = [
    "minValue", "maxValue", "questionnaire-unit", "questionnaire-unitOption", "maxDecimalPlaces",
    "questionnaire-hidden", "sdc-questionnaire-calculatedExpression",
  ]

  mutating func items(
    _ parent: JSONPlace, rows: String? = nil, columns: inout ReadableIds, above: Label
  ) -> [ReadItem] {
    var read: [ReadItem] = []
    for place in parent.objects("item") {
      count += 1
      if count > Self.mostItems {
        if count == Self.mostItems + 1 { place.fault(.tooMany(limit: Self.mostItems)) }
        break
      }
      if let item = item(place, rows, &columns, above) { read.append(item) }
    }
    return read
  }

  private mutating func item(
    _ place: JSONPlace, _ rows: String?, _ columns: inout ReadableIds, _ above: Label
  ) -> ReadItem? {
    place.only(Self.used, leaving: ["definition", "code", "prefix"])
    let linkId = place.line("linkId", limit: 255)
    if linkId == nil, place.member("linkId") == nil { place.fault("linkId", .missing) }
    let unique = linkId.map { linkIds.insert($0).inserted } ?? true
    if !unique { place.fault("linkId", .takenTwice) }
    guard let type = place.text("type") else {
      if place.member("type") == nil { place.fault("type", .missing) }
      return nil
    }
    let extensions = place.extensions(Self.known)
    let extended = Dictionary(extensions.map { ($0.name, $0.place) }) { first, second in
      second.fault(.twoValues)
      return first
    }
    let isReadOnly = place.flag("readOnly") ?? false
    let isHidden = extended["questionnaire-hidden"]?.flag("valueBoolean") ?? false
    let formula = extended["sdc-questionnaire-calculatedExpression"]
    if let formula { findings.leave(formula.path, "sdc-questionnaire-calculatedExpression") }
    let isComputed = isReadOnly || isHidden || formula != nil
    let isLeftOut = type == "display" || (isComputed && type != "group")
    if type == "group" {
      if isHidden { place.fault("extension", .notForPeople) }
      if isReadOnly { place.fault("readOnly", .notForPeople) }
      if place.member("required") != nil { findings.leave("\(place.path).required", "required") }
    }
    if isLeftOut {
      findings.leave(
        place.path,
        type == "display"
          ? "display" : formula != nil ? "calculated" : isHidden ? "hidden" : "readOnly")
      // Under it only words can stand that are left out too.
      let children = items(place, rows: rows, columns: &columns, above: above)
      if children.contains(where: { $0.kind != .leftOut }) {
        place.fault("item", .unsupported(.itemsUnder))
      }
      var item = ReadItem(
        place: place, linkId: linkId ?? "", kind: .leftOut, type: type, id: "", label: above,
        answer: .note, repeats: false, choices: [], openCode: nil, unit: nil, maxLength: nil,
        isRequired: false, initial: nil, rows: rows)
      item.children = children
      return item
    }
    var words = place.words("text", tongue)
    words.merge(links.labels.item(linkId ?? "")) { _, given in given }
    let isPlainGroup = type == "group" && words.isEmpty && place.member("text") == nil
    if !isPlainGroup {
      if place.member("text") == nil, words.count < Tongue.allCases.count {
        place.fault("text", .missing)
      } else if linkId != nil {
        for tongue in Tongue.allCases where words[tongue] == nil {
          place.fault("text", .noLabel(tongue))
        }
      }
    }
    let label =
      isPlainGroup ? above : Label(nl: words[.nl] ?? "?", en: words[.en] ?? "?")
    var reader = AnswerReader(place, type, extended, label, findings)
    reader.read(
      linkId ?? "", ChoiceReader(tongue: tongue, contained: contained, labels: links.labels))
    let isRows = type == "group" && reader.repeats
    if isRows, rows != nil { place.fault("repeats", .unsupported(.rowsInRows)) }
    let isColumn = rows != nil
    let id =
      type == "group" && !isRows
      ? ""
      : isColumn
        ? columns.next(linkId ?? "", lowercased: true)
        : ids.next(linkId ?? "", lowercased: true)
    var inside = isRows && !isColumn ? ReadableIds(fallback: "item") : columns
    let children = items(
      place, rows: isRows ? (rows ?? id) : rows, columns: &inside, above: label)
    if !isRows || isColumn { columns = inside }
    check(place, type, children, reader, inRows: isColumn)
    var item = ReadItem(
      place: place, linkId: linkId ?? "",
      kind: isRows ? .rows : type == "group" ? .group : .question, type: type, id: id,
      label: reader.label, answer: reader.answer, repeats: reader.repeats,
      choices: reader.choices, openCode: reader.openCode, unit: reader.unit,
      maxLength: reader.maxLength, isRequired: place.flag("required") ?? false,
      initial: reader.initial, rows: rows)
    item.children = children
    return item
  }

  private func check(
    _ place: JSONPlace, _ type: String, _ children: [ReadItem], _ reader: AnswerReader,
    inRows: Bool
  ) {
    if type == "group", place.member("item") == nil { place.fault("item", .emptyGroup) }
    // Words that are only shown hang under any question.
    let asked = children.contains { $0.kind != .leftOut }
    if type != "group", asked, reader.repeats || inRows {
      place.fault("item", .unsupported(.itemsUnder))
    }
    if inRows, place.member("enableWhen") != nil {
      place.fault("enableWhen", .unsupported(.conditionInRows))
    }
  }
}
