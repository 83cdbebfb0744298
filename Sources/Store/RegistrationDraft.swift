import InstrumentKit
import Profile

/// What one registration says, as cells by item of the form; used again for the next one.
package struct RegistrationDraft {
  package var client = ""
  /// The day, raw.
  package var filledOn = Cell.unknown.raw
  /// Raw ``Cell`` values by item.
  package var cells: [Int32]
  /// Words of open answers, by item.
  package var texts: [(place: Int, bytes: [UInt8])] = []
  /// Words beside an option, by item and, where several have them, by option.
  package var besides: [(place: Int, option: String?, bytes: [UInt8])] = []
  /// Whether each item applies, given the other answers.
  package var applicable: [Bool]
  package var levels = ThresholdRecord()
  package var absences = AbsenceRecord()
  package var specifications = SpecificationSet()
  /// Places in the lists of organisations and of actions.
  package var actions: [Action] = []
  package var number: NationalNumber?
  /// Whether only some items were asked, so that it says nothing on how complete the whole is.
  package var isPart = false
  /// How many core answers of the registration that it replaces are sealed with the client: they
  /// stay, and are not read back.
  package var sealedBefore = 0

  /// The fields of the identity of which it says that they are this, or nothing; what it leaves out
  /// stays as the entry that it is said anew of has it.
  package var coveredIdentity: Set<String> = []
  /// By what it is known in another system, of a response.
  package var response: ResponseTrace?

  package struct Action: Sendable {
    /// The item of the table.
    package let place: Int
    package let organisation: Int32
    package let action: Int32
    package var starts: Int32?
    package var plannedEnd: Int32?
    package var plannedDays: Int32?
    package var ownManagement: Bool?
    package var partners: String?
    package var stoppedEarly: Bool?
    package var stoppedOn: Int32?
    /// Words that are sealed.
    package var words: [(column: ActionColumn, bytes: [UInt8])] = []

    package init(place: Int, organisation: Int32, action: Int32) {
      self.place = place
      self.organisation = organisation
      self.action = action
    }
  }

  /// Filled cells of tables.
  package var table: [TableCell] = []

  /// One cell of a row of a table.
  package struct TableCell: Sendable {
    /// The item of the table.
    package let place: Int
    package let row: Int
    package let column: Int
    package let raw: Int32
    /// The words of an open column.
    package let text: [UInt8]?

    package init(place: Int, row: Int, column: Int, raw: Int32, text: [UInt8]? = nil) {
      self.place = place
      self.row = row
      self.column = column
      self.raw = raw
      self.text = text
    }
  }

  package init(items: Int) {
    cells = [Int32](repeating: Cell.unknown.raw, count: items)
    applicable = [Bool](repeating: true, count: items)
  }

  /// Whether an item has an answer here.
  package func isAnswered(_ place: Int) -> Bool {
    Cell(raw: cells[place]).isKnown || texts.contains { $0.place == place }
      || table.contains { $0.place == place }
  }

  package mutating func reset() {
    client = ""
    filledOn = Cell.unknown.raw
    for place in cells.indices { cells[place] = Cell.unknown.raw }
    texts.removeAll(keepingCapacity: true)
    besides.removeAll(keepingCapacity: true)
    specifications = SpecificationSet()
    actions.removeAll(keepingCapacity: true)
    number = nil
    isPart = false
    sealedBefore = 0
    coveredIdentity.removeAll(keepingCapacity: true)
    response = nil
    table.removeAll(keepingCapacity: true)
  }
}
