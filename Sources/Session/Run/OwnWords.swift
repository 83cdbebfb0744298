import InstrumentKit
import PluginHost
import Profile
import Store

/// The answers of an instrument that have own words beside them, for whoever is told why.
struct OwnWords {
  private let maker: DossierMaker
  private let items: [Item]

  init(_ maker: DossierMaker) {
    self.maker = maker
    let hidden = maker.policy.hidden(maker.plugin)
    items = maker.plugin.form.items.filter {
      !$0.openOptions.isEmpty && !hidden.contains($0.id)
    }
  }

  /// By client and item: the newest answer that an option with own words is part of, with these where
  /// they may be read. Nothing is opened of those who have none.
  func answers(_ clients: [String]) throws -> [[String: String]] {
    if items.isEmpty { return clients.map { _ in [:] } }
    let kept = try maker.registrations(clients, maker.plugin, false)
    let spoken = Set(zip(clients, kept).filter { !chosen($1).isEmpty }.map(\.0))
    let codes = clients.filter(spoken.contains)
    let opened = maker.opensNotes && !codes.isEmpty
    let read = opened ? try maker.registrations(codes, maker.plugin, true) : []
    let open = Dictionary(zip(codes, read)) { first, _ in first }
    return zip(clients, kept).map { client, closed in
      chosen(open[client] ?? closed).compactMapValues { item, registration in
        told(item, registration)
      }
    }
  }

  /// The newest registration in which an option with own words was chosen and notes are kept.
  private func chosen(_ kept: [Registration]) -> [String: (Item, Registration)] {
    items.reduce(into: [:]) { found, item in
      let name = item.keptName(in: maker.plugin.id)
      guard let newest = kept.last(where: { $0.answers[name] != nil }), newest.hasNotes,
        let codes = newest.answers[name]?.split(separator: ";").map(String.init),
        item.openOptions.contains(where: { codes.contains($0.code) })
      else { return }
      found[item.id] = (item, newest)
    }
  }

  private func told(_ item: Item, _ registration: Registration) -> String? {
    guard let answer = registration.answers[item.keptName(in: maker.plugin.id)] else { return nil }
    let tongue = maker.tongue
    guard registration.notes != nil else {
      let silence = maker.isForFile ? Silence.kept : .withheld
      return "\(item.words(of: answer, in: tongue)), \(silence.words(tongue))"
    }
    let words = registration.ownWords(of: item, in: maker.plugin.id)
    if words.isEmpty { return nil }
    return item.words(of: item.answer(answer, with: words), in: tongue)
  }
}

extension Explainer {
  /// The item whose newest answer an input is, under its own name or that of its field.
  func item(of input: Input) -> String? {
    switch input {
    case .item(let id): id
    case .field(let name):
      plugin.form.items.first { item in
        if case .field(name)? = item.link { true } else { false }
      }?.id
    default: nil
    }
  }
}
