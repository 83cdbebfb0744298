import InstrumentKit
import Profile

/// More groups than can be looked through for what they give away.
struct TooManyToPublish: Worded {
  var message: Message {
    Message(
      "E374", "te veel groepen om te publiceren", "too many groups to publish",
      next: ("tel per kolommen met minder waarden", "count by columns with fewer values"))
  }
}

extension Notes {
  /// Nothing of a table was published.
  func tooFewToPublish() {
    add(
      Label(
        nl: "onder 5 mensen: van deze tabel wordt niets gepubliceerd",
        en: "fewer than 5 people: nothing of this table is published"))
  }

  /// What was hidden of a table, and what must not stand beside it.
  func published(hidden: Int, totals: Int) {
    if hidden > 0 {
      add(
        Label(
          nl: "\(Counted.hiddenCount.text(hidden, .nl)) verborgen: onder 5, of "
            + (hidden == 1 ? "het" : "ze") + " zou" + (hidden == 1 ? "" : "den")
            + " zo een aantal verraden",
          en: "\(Counted.hiddenCount.text(hidden, .en)) hidden: under 5, or "
            + (hidden == 1 ? "it" : "they") + " would give such a count away"))
    }
    if totals > 0 {
      add(
        Label(
          nl: "let op: publiceer hierbij geen totalen van rijen of kolommen",
          en: "note: publish no totals of rows or columns beside this"))
    }
  }
}

extension DeIdentifier.Made {
  /// What somebody must know who hands the file on.
  var words: Label {
    let left = dropped.joined(separator: ", ")
    let columns = by.joined(separator: ", ")
    return Label(
      nl: (left.isEmpty ? "" : "weggelaten kolommen: \(left)\n")
        + (by.isEmpty ? "kleinste groep" : "kleinste groep per \(columns)") + ": \(smallestGroup)",
      en: (left.isEmpty ? "" : "columns left out: \(left)\n")
        + (by.isEmpty ? "smallest group" : "smallest group by \(columns)") + ": \(smallestGroup)")
  }
}
