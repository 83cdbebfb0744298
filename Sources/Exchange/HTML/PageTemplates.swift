import Mustache

/// The templates of pages, parsed once per page; part of the program, so that no file is looked for.
struct PageTemplates {
  private let templates: [String: MustacheTemplate]

  /// - Throws: when a template of this program cannot be read.
  init() throws {
    MustacheContentTypes.register(PageText(), named: "PAGE")
    templates = try PageTemplates.texts.mapValues { text in
      try MustacheTemplate(string: "{{% CONTENT_TYPE:PAGE}}" + text)
    }
  }

  func render(_ name: String, _ values: [String: Any]) -> String {
    templates[name]?.render(values) ?? ""
  }

  private static let texts = [
    "start": """
    <!DOCTYPE html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    {{#numeric}}#table tr > :nth-child({{.}}) { text-align: right; }
    {{/numeric}}
    {{#landscape}}@page { size: A4 landscape; } @media print { body { font-size: 8pt; } }
    {{/landscape}}
    </style>
    </head>
    <body>
    <header>
    <h1>{{title}}</h1>
    <dl>
    {{#facts}}
    <dt>{{name}}</dt><dd>{{value}}</dd>
    {{/facts}}
    </dl>
    </header>
    <main>

    """,
    "end": """
    </main>
    </body>
    </html>

    """,
    "rowsStart": """
    <div class="wide"><table id="table">
    <caption>{{caption}}</caption>
    <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
    <tbody>

    """,
    "rowsEnd": """
    </tbody>
    </table></div>

    """,
    "heading": "<{{level}}>{{text}}</{{level}}>\n",
    "paragraph": "<p>{{text}}</p>\n",
    "facts": """
    <dl>
    {{#facts}}
    <dt>{{name}}</dt><dd>{{value}}</dd>
    {{/facts}}
    </dl>

    """,
    "table": """
    <div class="wide"><table>
    {{#caption}}<caption>{{caption}}</caption>{{/caption}}
    <thead><tr>{{#columns}}<th scope="col"{{#right}} style="text-align:right"{{/right}}>{{text}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}{{#first}}<th scope="row">{{text}}</th>{{/first}}{{^first}}<td{{#right}} style="text-align:right"{{/right}}>{{text}}</td>{{/first}}{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table></div>

    """,
    "picture": """
    <figure>
    <svg role="img" aria-labelledby="{{id}}-title {{id}}-about" width="{{width}}" height="{{height}}" viewBox="-1 -1 {{width}} {{height}}" xmlns="http://www.w3.org/2000/svg">
    <title id="{{id}}-title">{{title}}</title>
    <desc id="{{id}}-about">{{about}}</desc>
    {{#rects}}<rect class="{{kind}}" x="{{x}}" y="{{y}}" width="{{w}}" height="{{h}}"/>
    {{/rects}}
    {{#lines}}<polyline class="{{kind}}" points="{{points}}"/>
    {{/lines}}
    {{#texts}}<text class="{{kind}}" x="{{x}}" y="{{y}}"{{#end}} text-anchor="end"{{/end}}>{{text}}</text>
    {{/texts}}
    </svg>
    </figure>
    <details><summary>{{summary}}</summary>
    {{{table}}}
    </details>

    """,
  ]
}

/// Every text on its way into a page: nothing in it is markup, and nothing turns its direction.
///
/// The library's own escaping goes by characters and lets a quote pass that carries an accent.
private struct PageText: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var bytes: [UInt8] = []
    TextEscape.appendHTML(Array(text.utf8), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
