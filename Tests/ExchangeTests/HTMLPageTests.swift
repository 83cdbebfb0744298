import Cohort
import Foundation
import InstrumentKit
import Profile
import TestSupport
import Testing

@testable import Exchange

@Suite struct HTMLPageTests {
  private let page = HTMLPage(
    .nl, title: "Cliënten", facts: [("Peildatum", "2012-12-31"), ("Doel", "overleg")])

  private func html(_ documents: [Document], _ page: HTMLPage? = nil) throws -> String {
    let sink = MemorySink()
    try (page ?? self.page).write(documents, to: sink)
    return sink.text
  }

  private func html(_ frame: Frame) throws -> String {
    let sink = MemorySink()
    try page.write(frame, headings: frame.columns.map(\.name), to: sink)
    return sink.text
  }

  private static let scale = Document.Scale(["geen", "steun", "niet"], unknown: "onbekend")

  private static let pictures = Document([
    .heading("T001"),
    .strips(
      [.init("Gezin", [.init("kinderopvang", 2), .init("zorgtaak", 0), .init("opvoeding", nil)])],
      scale),
    .movement(
      .init(
        from: Day(number: 15_340), to: Day(number: 15_705), scale: scale,
        lines: [
          .init(
            "mobiliteit",
            [
              .init(Day(number: 15_340), 0), .init(Day(number: 15_500), nil),
              .init(Day(number: 15_600), 2),
            ])
        ])),
  ])

  @Test func aPageIsWhatItWas() throws {
    #expect(try Golden.matches(html([Sample.document, Self.pictures]), "page-document"))
    #expect(try Golden.matches(html(Sample.everything), "page-table"))
  }

  /// Whatever stands between angle brackets, name first.
  private func tags(_ html: String) -> [Substring] {
    html.matches(of: /<([^>]*)>/).map(\.1)
  }

  private static let hostile = [
    "</title><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x",
    "</style><style>*{}", "</text></svg><script>", "{{title}} {{{style}}} {{>x}}",
    "<\u{301}b>", "\"\u{301} onload=x", "\u{202E}evil", "&lt;b&gt;", "\u{0}\u{8}", "]]>", "<!--",
  ]

  @Test func nothingInATextIsMarkup() throws {
    let calm = "rustig"
    func documents(_ text: String) -> [Document] {
      [
        Document([
          .heading("kop"), .heading(text), .paragraph(text), .facts([.init(text, text)]),
          .table(.init(columns: [text, text], numeric: [1], rows: [[text, text]])),
          .bars([.init(text, 3)]),
          .strips(
            [.init(text, [.init(text, 1), .init(text, nil)])], .init([text, text], unknown: text)),
          .movement(
            .init(
              from: Day(number: 1), to: Day(number: 9), scale: .init([text], unknown: text),
              lines: [.init(text, [.init(Day(number: 1), 0)])])),
        ])
      ]
    }
    func page(_ text: String) -> HTMLPage { HTMLPage(.en, title: text, facts: [(text, text)]) }
    func frame(_ text: String) -> Frame {
      Frame(
        columns: [Sample.texts(text, [text, nil]), Sample.texts("b", [text, text])], rowCount: 2)
    }
    let expected = try tags(html(documents(calm), page(calm))).map(shape)
    let expectedRows = try tags(html(frame(calm))).map(shape)
    for text in Self.hostile {
      #expect(try tags(html(documents(text), page(text))).map(shape) == expected, "\(text)")
      #expect(try tags(html(frame(text))).map(shape) == expectedRows, "\(text)")
    }
  }

  /// A tag with its attributes, without places that follow from the length of a text.
  private func shape(_ tag: Substring) -> String {
    String(tag).replacing(/\s(x|y|width|height|points|viewBox|w|h)="[^"]*"/, with: "")
  }

  @Test func aPageAsksForNothing() throws {
    let text = try html([Sample.document, Self.pictures]) + html(Sample.everything)
    for word in ["<script", "<link", "<img", "<iframe", "url(", "@import", "href=", "src="] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(text.matches(of: /https?:\/\//).count == text.matches(of: /xmlns="http:/).count)
    #expect(text.contains("default-src 'none'"))
  }

  @Test func whoHearsThePageIsToldWhatItDraws() throws {
    let text = try html([Self.pictures])
    #expect(text.contains("<html lang=\"nl\">"))
    let labels = /<svg role="img" aria-labelledby="picture-[0-9]+-title picture-[0-9]+-about"/
    #expect(text.matches(of: labels).count == 2)
    #expect(text.matches(of: /<caption>/).count == text.matches(of: /<table/).count)
    #expect(text.contains("Gezin: kinderopvang: niet; Gezin: zorgtaak: geen; Gezin: opvoeding"))
    let ids = text.matches(of: /id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    #expect(try html(Sample.everything).contains("<th scope=\"row\">T001"))
  }

  @Test func unknownIsAWordAndNeverAZero() throws {
    let text = try html(Frame(columns: [Column("n", .count, [Cell.unknown.raw])], rowCount: 1))
    #expect(text.contains("<th scope=\"row\"><i>onbekend</i>"))
  }

  @Test func aHundredThousandRowsAreAPage() throws {
    let count = 100_000
    let frame = Frame(
      columns: [Column("n", .count, (0..<Int32(count)).map { $0 })], rowCount: count)
    #expect(try html(frame).matches(of: /<tr>/).count == count + 1)
  }
}
