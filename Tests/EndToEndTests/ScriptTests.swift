import Foundation
import TestSupport
import Testing

/// Scripts with parameters, loops, other scripts, and questions about earlier days.
@Suite struct ScriptTests {
  private func write(_ name: String, _ text: String, in program: Program) throws -> String {
    let path = "\(program.folder)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static let nightly = """
    # The clients of one place, by age.
    param place = Leuven
    param since = 2012-01-01
    param youngest = 25
    param title = "quarter"
    let young = clients where age < youngest and location = place
    young | count
    clients where location = place and filled-on >= since
      | show client, location | first 2 | export csv "{title}-{place}.csv" for "{title} of {since}"

    """

  @Test func parametersAreGivenFromOutsideAndAreOfTheirKind() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let script = try write("nightly.drempel", Self.nightly, in: program)
    let plain = try program.run(["--mode", "csv", "run", script])
    #expect(plain.code == 0, "\(plain.err)")
    #expect(plain.err.contains("wrote quarter-Leuven.csv (2 rows)"))
    let given = try program.run([
      "run", script, "--set", "place=Mortsel", "--set", "youngest=40", "--set", "title=year end",
    ])
    #expect(given.code == 0, "\(given.err)")
    let made = try String(contentsOfFile: "\(program.folder)/year end-Mortsel.csv", encoding: .utf8)
    #expect(made.contains("Mortsel") && !made.contains("Leuven"))
    for (set, told) in [
      ("since=2012Q3", "E124 --set since: the value is no date"),
      ("youngest=old", "E124 --set youngest: the value is no number"),
      ("oldest=3", "E123 --set oldest: this script has no parameter"),
    ] {
      let answer = try program.run(["run", script, "--set", set])
      #expect(answer.code == 2, "\(set)")
      #expect(answer.err.contains(told), "\(answer.err)")
      #expect(answer.out.isEmpty)
    }
    for wrong in ["place", "=x", ""] {
      #expect(try program.run(["run", script, "--set", wrong]).code == 2)
    }
    #expect(
      try program.run(["run", script, "--set", "place=Tielt", "--set", "place=Leuven"]).code == 2)
  }

  @Test func aLoopRunsItsSentencesForEachKnownValue() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let script = """
      for place in (clients | distinct location) {
        for kind in (clients where location = place | distinct sex) {
          clients where location = place and sex = kind | show client | export csv "{place}-{kind}.csv" for "x"
        }
      }
      """
    let answer = try program.run(["run", "-"], input: script)
    #expect(answer.code == 0, "\(answer.err)")
    let files = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    #expect(files.filter { $0.hasSuffix(".csv") }.count >= 6)
    let counts = try files.filter { $0.hasSuffix(".csv") }.map { name in
      try String(contentsOfFile: "\(program.folder)/\(name)", encoding: .utf8)
        .split(whereSeparator: \.isNewline).count - 1
    }
    #expect(counts.reduce(0, +) == 63)
    // Everything in a loop is checked before anything runs.
    let wrong = try program.run(
      ["run", "-"],
      input:
        "clients | count\nfor p in (clients | distinct location) { clients where lokation = p }\n")
    #expect(wrong.code == 2 && wrong.out.isEmpty)
    #expect(wrong.err.contains("-:2:56: E101"), "\(wrong.err)")
    let unknown = try program.run([
      "--mode", "csv", "-c",
      "for m in (clients | distinct mobility) { clients where mobility = m | count }",
    ])
    #expect(unknown.out == "count\r\n10\r\ncount\r\n16\r\ncount\r\n30\r\n")
    #expect(unknown.err.contains("1 skipped: mobility unknown"))
    let deep = String(repeating: "for a in (clients | distinct sex) { ", count: 2_000)
    #expect(try program.run(["run", "-"], input: deep).err.contains("E108"))
  }

  @Test func aScriptThatAnotherRunsIsCheckedBeforeAnythingRuns() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let inner = try write(
      "inner.drempel", "let few = clients | first 2\nfew | count\n", in: program)
    let good = try program.run(
      ["--mode", "csv", "run", "-"], input: "clients | count\nrun \"\(inner)\"\n")
    #expect(good.out == "count\r\n63\r\ncount\r\n2\r\n", "\(good.err)")
    // What it names is its own.
    #expect(
      try program.run(["run", "-"], input: "run \"\(inner)\"\nfew | count\n").err.contains("E105"))
    let bad = try write("bad.drempel", "clients | shwo client\n", in: program)
    let middle = try write("middle.drempel", "run \"\(bad)\"\n", in: program)
    let wrong = try program.run(["run", "-"], input: "clients | count\nrun \"\(middle)\"\n")
    #expect(wrong.code == 2 && wrong.out.isEmpty)
    #expect(wrong.err.contains("bad.drempel:1:11: E104"), "\(wrong.err)")
    // In a loop the name of a script may only be known when it runs.
    let late = try program.run(
      ["run", "-"],
      input: "for s in (clients | distinct sex) { run \"\(program.folder)/{s}.drempel\" }\n")
    #expect(late.code == 1 && late.err.contains("E332"))
    let own = "\(program.folder)/own.drempel"
    _ = try write("own.drempel", "run \"\(own)\"\n", in: program)
    #expect(try program.run(["run", own]).err.contains("E363"))
    #expect(try program.run(["run", "-"], input: "run \"nowhere\"\n").code == 2)
  }

  @Test func anEarlierDayIsAnsweredAsItWasKnownThen() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let now = try program.csv("clients | count by mobility")
    #expect(
      try program.run([
        "-c", "record T014 mobility = blocking on 2012-10-01",
        "-c", "record T014 mobility = supported on 2012-11-01",
        "-c", "record T014 childcare = none on 2012-12-15",
      ]).code == 0)
    func level(_ day: String) throws -> [String] {
      try program.csv("clients as of \(day) where client = T014 | show mobility, childcare, age")
    }
    #expect(try level("2012-09-30") == ["none,supported,31"])
    #expect(try level("2012-09-26") == ["none,supported,30"])
    #expect(try level("2012-10-01") == ["blocking,supported,31"])
    #expect(try level("2012-11-30") == ["supported,supported,31"])
    #expect(try level("2012-12-31") == ["supported,none,31"])
    #expect(try level("2012-05-03").isEmpty)
    #expect(try program.csv("clients as of 2012-12-31 | count") == ["63"])
    // The registrations of a day and the clients known by it are those of the file.
    let days = try program.csv("clients | show filled-on").map { String($0.prefix(10)) }
    for day in ["2012-03-31", "2012-06-30", "2012-09-30"] {
      #expect(
        try program.csv("clients as of \(day) | count") == ["\(days.filter { $0 <= day }.count)"])
    }
    #expect(try program.csv("clients as of 2012-10-15 | score lights | count").count == 1)
    #expect(
      try program.csv(
        "observations as of 2012-10-15 where client = T014 and source = \"record\" | count")
        == ["1"])
    #expect(now.count == 4)
    #expect(try program.run(["-c", "thresholds as of 2012-01-01"]).err.contains("E113"))
  }

  @Test func barsAreReadWithoutColourAndListsAreReady() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let page = try program.run(["-c", "clients | count by location | chart"]).out
    #expect(try Golden.matches(page, "chart"), "\(page)")
    #expect(try program.csv("clients | count by location | chart").count == 4)
    let markdown = try program.run(
      ["--mode", "markdown", "-c", "clients | count by location | chart"]).out
    #expect(markdown.contains("Kortrijk-Waregem"))
    for list in ["category05", "suspended", "mpsa-overdue", "checks-due", "ladder-reviews"] {
      #expect(try program.run(["-c", "clients | list \(list)"]).code == 0, "\(list)")
    }
    #expect(try program.csv("cliënten | lijst categorie05 | tel").count == 1)
    let near = try program.run(["-c", "clients | list suspend"])
    #expect(near.err.contains("did you mean suspended?"))
  }

  @Test func aFailureInTheMiddleTellsItsLineAndWhatStays() throws {
    let program = try Program().withDemo()
    defer { program.remove() }
    let inner = try write(
      "inner.drempel", "clients | export csv \"a.csv\"\nclient T999\n", in: program)
    let script = try write(
      "outer.drempel",
      """
      record T001 mobility = none
      dry record T002 mobility = none
      for place in (clients where location = "Tielt" | distinct location) {
        record T003 mobility = none
      }
      run "\(inner)"
      record T004 mobility = none
      """, in: program)
    let answer = try program.run(["run", script])
    #expect(answer.code == 1)
    #expect(
      answer.err.hasSuffix(
        """
        \(inner):2: E308 no client has that code
             look for it: clients | show client
             what was done before it stays: \(script):1 record, \(script):4 record, \(inner):1 export

        """), "\(answer.err)")
    let kept = "observations where source = \"record\" | show client | sort client"
    #expect(try program.csv(kept) == ["T001", "T003"])
  }
}
