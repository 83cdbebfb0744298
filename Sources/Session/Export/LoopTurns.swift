import Exchange

/// Which turn of a loop wrote which file: what one value made is not replaced for the next, though
/// the sentence says overwrite.
struct LoopTurns {
  private var depth = 0
  private var turn = 0
  private var last = 0
  private var written: [String: Int] = [:]

  /// Begins a loop; gives the turn in which it stands.
  mutating func enter() -> Int {
    if depth == 0 { written = [:] }
    depth += 1
    return turn
  }

  mutating func next() {
    last += 1
    turn = last
  }

  mutating func leave(to outer: Int) {
    depth -= 1
    turn = outer
  }

  /// - Throws: ``MadeForAnother`` when another turn wrote the file that a path leads to.
  mutating func write(_ path: String) throws {
    guard depth > 0, path != "-", let place = AtomicFile.place(of: path) else { return }
    if let other = written[place], other != turn { throw MadeForAnother(path: path) }
    written[place] = turn
  }
}

/// A file that one value of a loop made, and another would replace.
struct MadeForAnother: Worded {
  let path: String

  var message: Message {
    Message(
      "E397", "\(path) is in deze lus al voor een andere waarde gemaakt, en blijft",
      "\(path) was made for another value of this loop already, and stays",
      next: (
        "zet iets in de naam dat per waarde verschilt",
        "put something in the name that differs from value to value"
      ))
  }
}
