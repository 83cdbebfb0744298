/// How pages look: on a screen in light and dark, and on A4; nothing is told by colour alone.
enum PageStyle {
  static let text = """
    :root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --soft: #5c5f66;
      --line: #8a8d94; --fill: #1f4e79; --band: #f1f3f6; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e8e8ec; --paper: #17181b; --soft: #a9adb6; --line: #797d86;
        --fill: #8ab8e6; --band: #23252a; }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; color: var(--ink);
      background: var(--paper); font: 1rem/1.5 system-ui, "Liberation Sans", Arial, sans-serif; }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
    h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
    h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
    h1, h2, h3, p, dd { overflow-wrap: anywhere; white-space: pre-line; }
    td, th { overflow-wrap: break-word; white-space: pre-line; }
    dl { margin: .5rem 0 1rem; display: grid; grid-template-columns: max-content 1fr;
      gap: .15rem 1.25rem; }
    dt { color: var(--soft); } dd { margin: 0; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; margin: .5rem 0 1rem; font-variant-numeric: tabular-nums; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    th, td { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top;
      border-bottom: 1px solid var(--line); }
    thead th { border-bottom: 2px solid var(--ink); } tbody th { font-weight: 400; }
    td i, th i { color: var(--soft); }
    figure { margin: .75rem 0 1.25rem; } figcaption { color: var(--soft); }
    svg { display: block; max-width: 100%; height: auto; }
    svg text { fill: var(--ink); font: 13px system-ui, "Liberation Sans", Arial, sans-serif; }
    svg .bold { font-weight: 600; } svg .soft { fill: var(--soft); }
    svg .full { fill: var(--fill); stroke: var(--fill); }
    svg .open { fill: none; stroke: var(--line); }
    svg .none { fill: none; stroke: var(--line); stroke-dasharray: 2 3; }
    svg .path { fill: none; stroke: var(--fill); stroke-width: 2.5; }
    details { margin: .25rem 0 1rem; } summary { cursor: pointer; color: var(--soft); }
    footer { margin-top: 2rem; color: var(--soft); border-top: 1px solid var(--line);
      padding-top: .5rem; }
    @page { size: A4; margin: 16mm 15mm; }
    @media print {
      :root { --ink: #000; --paper: #fff; --soft: #333; --line: #777; --fill: #000;
        --band: #fff; }
      body { padding: 0; max-width: none; font-size: 10pt; }
      thead { display: table-header-group; } tr, figure { break-inside: avoid; }
      table:not(#table) { break-inside: avoid; } dt { break-after: avoid; }
      h1, h2, h3 { break-after: avoid; }
      article + article { break-before: page; }
      .wide { overflow: visible; } details:not([open]) { display: none; }
    }
    """
}
