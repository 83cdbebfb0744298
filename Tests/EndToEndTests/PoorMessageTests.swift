import Foundation
import TestSupport
import Testing

/// Messages that do not help enough yet, kept with what would be better, so that nobody forgets.
@Suite struct PoorMessageTests {
  private static let poor: [(sentence: String, better: String)] = [
    (
      "clients where filled-on > 30/06/2012",
      "one message about the whole date instead of three about its pieces"
    ),
    ("mobility = blocking", "one message: nothing is said of the second half"),
    (
      "actions | list art60-ending",
      "say that a list begins from clients, not that there are none here"
    ),
    ("clients where mobility = none;; | count", "say that a bar begins no sentence"),
    ("clients where age < 25 or", "show what could follow, as Tab does"),
    ("clients | where (age < 25 | count", "point at the bracket that is open, not at the bar"),
    ("clients | show client, | first 3", "say that the comma asks for one more name"),
    ("clients where sex = female", "know the words of the codes: f"),
    ("record T014 mobility = none on yesterday", "days by name are today only"),
    ("clients | sort mobility.specifications", "name the specifications that there are"),
    ("clients | export csv \"a.csv\" | export csv \"b.csv\"", "say how to write two files"),
  ]

  @Test func theMessagesThatAreStillPoorAreTheseAndNoOthers() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    var said = ""
    for (sentence, better) in Self.poor {
      let answer = try program.run(["-c", sentence])
      #expect(answer.code != 0, "no longer wrong: \(sentence)")
      said += "\(answer.err)better: \(better)\n\n"
    }
    #expect(try Golden.matches(said, "poor-messages"), "\(said)")
  }
}
