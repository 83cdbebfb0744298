import InstrumentKit

extension Problem.Outside {
  var place: String {
    switch self {
    case .breach(let breach):
      breach.isInput ? "input \(breach.place)" : "measure \(breach.place)"
    case .memory: "measures"
    }
  }

  /// - Parameters:
  ///   - inputs: how many there are, where that can be told.
  ///   - measures: the same of measures.
  func words(inputs: Int?, measures: Int?) -> Label {
    switch self {
    case .breach(let breach): breach.words(of: breach.isInput ? inputs : measures)
    case .memory:
      Label(
        nl: "schrijft in geheugen naast zijn uitkomsten",
        en: "writes into memory beside its measures")
    }
  }
}

extension Breach {
  /// Which place was named that is not there.
  ///
  /// - Parameter count: how many inputs or measures there are.
  func words(of count: Int?) -> Label {
    let nl = isInput ? "leest invoer \(place)" : "schrijft uitkomst \(place)"
    let en = isInput ? "reads input \(place)" : "writes measure \(place)"
    guard let count else {
      return Label(nl: "\(nl), die er niet is", en: "\(en), which is not there")
    }
    if isInput, place >= 0, place < count {
      return Label(
        nl: "\(nl) als een lijst, wat die niet is", en: "\(en) as a list, which it is not")
    }
    return Label(
      nl: count == 0 ? "\(nl), maar er is er geen" : "\(nl), maar het zijn er \(count), vanaf 0",
      en: count == 0 ? "\(en), but there is none" : "\(en), but there are \(count), from 0")
  }
}

extension Remark {
  /// A place that an instrument named and has no column for.
  ///
  /// - Parameter count: how many inputs or measures it has.
  public static func outside(_ breach: Breach, of count: Int) -> Remark {
    outside(Problem.Outside.breach(breach).place, breach.words(of: count))
  }

  /// Memory beside the columns of measures that was changed.
  public static var overwriting: Remark {
    outside(
      Problem.Outside.memory.place, Problem.Outside.memory.words(inputs: nil, measures: nil))
  }

  static func outside(_ place: String, _ words: Label) -> Remark {
    Remark(
      "E637", at: place, words,
      remedy: Label(
        nl: "tel de plaatsen in inputs en measures na",
        en: "count the places in inputs and measures again"))
  }
}
