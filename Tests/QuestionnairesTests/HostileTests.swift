import Foundation
import InstrumentKit
import TestSupport
import Testing

@testable import PluginHost
@testable import Questionnaires

/// Whatever bytes are given, they are read or refused with a place.
@Suite struct HostileTests {
  @Test func whatIsNoJSONIsToldByLineAndCharacter() {
    for (text, line, column) in [
      ("", 1, 1), ("hello", 1, 1), ("{\"a\":\n  tru}", 2, 3), ("{\"é\": NaN}", 1, 7),
      ("[1,2", 1, 5), ("{\"a\":1} x", 1, 9), ("{\"a\":\"\\ud800\"}", 1, 7),
      ("{\"a\":01}", 1, 7), ("{\"a\":1.}", 1, 6), ("{\"a\":\"\n\"}", 1, 7), ("{'a':1}", 1, 2),
    ] {
      let found = Published.faults(Data(text.utf8))
      #expect(found.count == 1)
      guard case .text(_, line, column)? = found.first?.place else {
        Issue.record("\(text): \(found)")
        continue
      }
      #expect(found.first?.problem == .notJSON)
    }
    #expect(Published.faults(Data([0x22, 0xFF, 0x22])).first?.problem == .notUTF8)
  }

  @Test func membersGivenTwiceAreToldByTheirPaths() {
    let text = "{\"a\":1,\"b\":[{\"c\":1,\"c\":2}],\"a\":3}"
    #expect(Published.faults(Data(text.utf8)).map(\.path) == ["$.b[0].c", "$.a"])
  }

  @Test func whatIsTooLargeOrTooDeepIsRefused() {
    let large = Data(repeating: 32, count: QuestionnaireInstrument.limit + 1)
    #expect(Published.faults(large).map(\.problem) == [.tooLarge(limit: 1 << 20)])
    let deep = Data((String(repeating: "[", count: 500_000)).utf8)
    #expect(
      Published.faults(deep).map(\.problem) == [.tooDeep(limit: JSONParser.mostDepth)])
    let groups = String(repeating: "{\"item\":[", count: 100_000)
    #expect(Published.faults(Data(groups.utf8)).count == 1)
  }

  @Test func aFormOfTenThousandItemsIsReadAndOneMoreIsNot() {
    func text(_ count: Int) -> Data {
      let items = (0..<count).map { "{\"linkId\":\"\($0)\",\"text\":\"x\",\"type\":\"boolean\"}" }
      return Data(
        """
        {"resourceType":"Questionnaire","status":"active","language":"fr","name":"many",
        "version":"1","item":[\(items.joined(separator: ","))]}
        """.utf8)
    }
    // No word of it is Dutch or English, so that each item has two faults, and the title has two.
    let many = Published.faults(text(10_000))
    #expect(many.count == 20_001, "\(many.count)")
    #expect(many.allSatisfy { $0.problem != .tooMany(limit: 10_000) })
    #expect(Published.faults(text(10_002)).count { $0.problem == .tooMany(limit: 10_000) } == 1)
  }

  /// The end of the longest chain that a megabyte holds.
  @Test func conditionsThatHangOnEachOtherAreFollowedWithoutEnd() {
    func faults(_ first: String) -> [QuestionnaireFault] {
      let items = (0..<5_000).map { place in
        let when = place == 0 ? first : "\(place - 1)"
        return """
          {"linkId":"\(place)","text":"x","type":"boolean","enableWhen":[{"question":"\(when)",\
          "operator":"=","answerBoolean":true}]}
          """
      }
      let text = """
        {"resourceType":"Questionnaire","status":"active","language":"en","name":"many",\
        "version":"1","item":[\(items.joined(separator: ","))]}
        """
      return Published.faults(Data(text.utf8)).filter {
        if case .noLabel = $0.problem { false } else { $0.problem != .missing }
      }
    }
    #expect(faults("4999").map(\.problem) == [.cycle])
    #expect(faults("none").map(\.path) == ["$.item[0].enableWhen[0].question"])
  }

  private func small(_ items: [String]) -> [QuestionnaireFault] {
    let text = """
      {"resourceType":"Questionnaire","status":"active","language":"en","name":"many",\
      "version":"1","item":[\(items.joined(separator: ","))]}
      """
    return Published.faults(Data(text.utf8)).filter {
      if case .noLabel = $0.problem { false } else { $0.path != "$.title" }
    }
  }

  @Test func tenThousandIdsThatComeDownToOneWordAreToldApartInSeconds() {
    let start = ContinuousClock.now
    let items = (0..<9_000).map { number in
      let odd = String(number, radix: 2).map { $0 == "1" ? "!" : "?" }.joined()
      return "{\"linkId\":\"\(odd)\",\"text\":\"x\",\"type\":\"boolean\"}"
    }
    #expect(small(items) == [])
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test func conditionsOfAGroupOnThousandsOfItemsAreBounded() {
    let test = "{\"question\":\"a\",\"operator\":\"exists\",\"answerBoolean\":true}"
    let tests = [String](repeating: test, count: 2_000).joined(separator: ",")
    let inside = (0..<4_000).map { "{\"linkId\":\"\($0)\",\"text\":\"x\",\"type\":\"boolean\"}" }
    let group = """
      {"linkId":"g","type":"group","enableBehavior":"any","enableWhen":[\(tests)],\
      "item":[\(inside.joined(separator: ","))]}
      """
    let found = small(["{\"linkId\":\"a\",\"text\":\"x\",\"type\":\"boolean\"}", group])
    #expect(found.map(\.problem) == [.tooMany(limit: 100_000)])
  }

  @Test func aListLongerThanAnyoneReadsIsRefused() {
    let options = (0..<1001).map { "{\"valueInteger\":\($0)}" }.joined(separator: ",")
    let found = small([
      "{\"linkId\":\"a\",\"text\":\"x\",\"type\":\"choice\",\"answerOption\":[\(options)]}"
    ])
    #expect(found.map(\.path) == ["$.item[0].answerOption"])
    #expect(found.map(\.problem) == [.tooMany(limit: 1000)])
  }

  @Test(arguments: Published.names) func mutantsAreReadOrRefusedWithAPath(_ name: String) throws {
    let links = try Published.links(name)
    let original = try JSONParser.read(Array(try Published.json(name)))
    var random = SplitMix64(seed: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
    var refused = 0
    for _ in 0..<600 {
      var mutant = original
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutant = mutant.mutated(&random) }
      var bytes = Array(mutant.json.utf8)
      if Int.random(in: 0..<5, using: &random) == 0, !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let found = Published.faults(Data(bytes), links)
      if !found.isEmpty { refused += 1 }
      for fault in found {
        switch fault.place {
        case .path(let path), .text(let path, _, _): #expect(path.hasPrefix("$"))
        case .links(let line, let column): #expect(line > 0 && column > 0)
        }
        let words = fault.words(links: "x.yaml")
        #expect(!words.nl.isEmpty && !words.en.isEmpty)
      }
    }
    #expect(refused > 200, "\(refused) of 600 were refused")
  }
}

extension JSONValue {
  /// One value anywhere in it taken away, doubled, or made another.
  fileprivate func mutated(_ random: inout SplitMix64) -> JSONValue {
    switch self {
    case .object(var members) where !members.isEmpty:
      let place = Int.random(in: 0..<members.count, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: members.remove(at: place)
      case 1: members.append(members[place])
      case 2: members[place] = .init(members[place].name, JSONValue.odd(&random))
      default: members[place] = .init(members[place].name, members[place].value.mutated(&random))
      }
      return .object(members)
    case .list(var values) where !values.isEmpty:
      let place = Int.random(in: 0..<values.count, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: values.remove(at: place)
      case 1: values.append(values[place])
      case 2: values[place] = JSONValue.odd(&random)
      default: values[place] = values[place].mutated(&random)
      }
      return .list(values)
    case .text(let text) where Bool.random(using: &random):
      return .text(String(text.shuffled(using: &random)))
    default: return JSONValue.odd(&random)
    }
  }

  private static func odd(_ random: inout SplitMix64) -> JSONValue {
    let all: [JSONValue] = [
      .null, .flag(true), .number("-1"), .number("1e999"), .number("99999999999999999999"),
      .number("0.1"), .text(""), .text("\u{202E}x"), .text("enableWhen"), .list([]), .object([]),
      .list([.null]), .object([.init("url", .text("x"))]),
      .text(String(repeating: "x", count: 5000)),
    ]
    return all[Int.random(in: 0..<all.count, using: &random)]
  }
}
