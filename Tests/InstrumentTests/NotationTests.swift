import InstrumentKit
import PluginHost
import Testing

/// ICF codes as they are written.
@Suite struct NotationTests {
  private var form: FormPlan { get throws { try FormPlan(Installed.icf.form) } }

  private func scale(_ item: String) throws -> LevelScale {
    guard case .level(let scale)? = try form.item(item)?.type else { throw NoScale() }
    return scale
  }

  private struct NoScale: Error {}

  @Test(arguments: [
    ("d240", "d240.23", Finding.level(.supported)), ("e310", "e310+2", .silent),
    ("e310", "e310.2", .level(.supported)), ("b130", "b130.8", .absent(.cannotTell)),
    ("b130", "b130.9", .silent), ("b130", "b130.0", .level(.noBarrier)),
    ("b130", "b130.3", .level(.blocking)), ("d240", "d240._3", .absent(.notAsked)),
    ("d850", "d850.40", .level(.blocking)), ("e330", "e330+0", .silent),
  ])
  func aCodeIsReadWholeAndSaysWhatItSays(_ item: String, _ code: String, _ finding: Finding) throws
  {
    let scale = try scale(item)
    let place = try #require(scale.place(of: code))
    #expect(scale.steps[place].code == code)
    #expect(scale.steps[place].finding == finding)
    #expect(Installed.icf.misreading(code, of: item) == nil)
  }

  @Test func everyCodeOfAScaleIsReadAndEveryOtherIsMisread() throws {
    let characters = Array("bde0123489.+_ x-")
    for item in try form.items {
      guard case .level(let scale) = item.type else { continue }
      #expect(Set(scale.steps.map(\.code)).count == scale.steps.count)
      for first in characters {
        for second in [nil] + characters.map(Optional.some) {
          for third in [nil] + characters.map(Optional.some) {
            let text = item.id + String([first] + [second, third].compactMap(\.self))
            let isCode = scale.place(of: text) != nil
            #expect(isCode == (Installed.icf.misreading(text, of: item.id) == nil), "\(text)")
          }
        }
      }
    }
  }

  /// Item, malformed code, and the character at which it stops being one.
  static let malformed: [(String, String, Int)] = [
    ("b130", "", 1), ("b130", "2", 1), ("b130", "b", 2), ("b130", "b13", 4), ("b130", "b130", 5),
    ("b130", "b130.", 6), ("b130", "b130.5", 6), ("b130", "b130.6", 6), ("b130", "b130.7", 6),
    ("b130", "b130.22", 7), ("b130", "b130.2 ", 7), ("b130", " b130.2", 1), ("b130", "B130.2", 1),
    ("b130", "b131.2", 4), ("b130", "b1302", 5), ("b130", "b130,2", 5), ("b130", "b130+2", 5),
    ("b130", "b130-2", 5), ("b130", "b130.x", 6), ("b130", "b130._", 6), ("b130", "b130..2", 6),
    ("b130", "b130.10", 7), ("b130", "b130.-1", 6), ("b130", "d130.2", 1), ("b130", "b130.2.3", 7),
    ("d240", "d240", 5), ("d240", "d240.", 6), ("d240", "d240.5", 6), ("d240", "d240.25", 7),
    ("d240", "d240.237", 8), ("d240", "d240.2.3", 7), ("d240", "d240.2 3", 7),
    ("d240", "d240+2", 5), ("d240", "d240._", 7), ("d240", "d240.__", 7), ("d240", "d240.2_", 7),
    ("d240", "d240._33", 8), ("d240", "d2402.3", 5), ("d240", "d240.x3", 6), ("d240", "e240.23", 1),
    ("e310", "e310", 5), ("e310", "e310.", 6), ("e310", "e310+", 6), ("e310", "e310-2", 5),
    ("e310", "e310+9", 6), ("e310", "e310+5", 6), ("e310", "e310+22", 7), ("e310", "e310.+2", 6),
    ("e310", "e310+.2", 6), ("e310", "e310.22", 7), ("e310", "e310+2+", 7), ("e310", "e31.2", 4),
    ("e330", "e310+2", 3), ("e330", "e330=2", 5),
  ]

  @Test(arguments: malformed) func aMalformedCodeIsRefusedAtItsPlace(
    _ item: String, _ text: String, _ position: Int
  ) throws {
    #expect(try scale(item).place(of: text) == nil)
    #expect(Installed.icf.misreading(text, of: item)?.position == position)
  }

  @Test func thereAreFiftyOfThem() { #expect(Self.malformed.count >= 50) }
}
