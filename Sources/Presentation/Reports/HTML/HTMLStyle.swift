/// The style sheet of a report. Every pair of text and ground has a contrast of 4.5 at least, every mark of a chart and
/// its ground 3 at least (WCAG 2.2, 1.4.3 and 1.4.11), in light and in dark.
public enum HTMLStyle {
  /// The rules, for the pages that show reports as well.
  public static let sheet = """
    :root { --ground: #fff; --text: #1d2127; --soft: #565d68; --line: #d4d8de; --stripe: #f5f6f8; --accent: #0b5cad;
      --c0: #0b5cad; --c1: #b8500a; --c2: #1a7f4b; --c3: #8a3f9c; --c4: #a3172f; --c5: #00788a; --c6: #6b6b00; --c7: #5a5a66; }
    @media screen and (prefers-color-scheme: dark) {
      :root { --ground: #14171c; --text: #e6e8eb; --soft: #a9b0bb; --line: #3a404a; --stripe: #1b1f26; --accent: #7db8ff;
        --c0: #6db3ff; --c1: #ff9e57; --c2: #5fd39a; --c3: #d39bea; --c4: #ff8a96; --c5: #4fd0e0; --c6: #d4cf5a; --c7: #b0b4c0; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.55 system-ui, "Segoe UI", Roboto,
      "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; }
    main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    h1, h2, h3, h4, h5 { line-height: 1.25; overflow-wrap: break-word; }
    h1 { font-size: 2rem; margin: 0 0 .25rem; }
    h2 { font-size: 1.4rem; margin: 2.75rem 0 .75rem; padding-bottom: .3rem; border-bottom: 2px solid var(--accent); }
    h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    h4, h5 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
    p, ul { max-width: 44rem; margin: .75rem 0; overflow-wrap: break-word; }
    a { color: var(--accent); }
    a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .subtitle { color: var(--soft); font-size: 1.1rem; margin-top: 0; }
    .note { border-left: 3px solid var(--c1); padding-left: .8rem; }
    .source { color: var(--soft); font-size: .875rem; }
    .empty { color: var(--soft); border: 1px dashed var(--line); padding: .8rem 1rem; border-radius: .4rem; }
    nav { margin: 1.5rem 0; padding: .75rem 1rem; background: var(--stripe); border-radius: .4rem; }
    nav ol { margin: 0; padding-left: 1.4rem; }
    .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .9rem; margin: 1.5rem 0; }
    .figures div { display: flex; flex-direction: column; border: 1px solid var(--line); border-top: 3px solid var(--accent);
      border-radius: .4rem; padding: .8rem 1rem; }
    .figures dt { order: 2; color: var(--soft); font-size: .9rem; }
    .figures dd { order: 1; margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.3;
      font-variant-numeric: tabular-nums; }
    .figures dd.remark { order: 3; font-size: .8rem; font-weight: 400; color: var(--soft); }
    .unit { color: var(--soft); font-weight: 400; font-size: .85em; }
    .scroll { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; font-size: .9375rem; min-width: min(100%, 24rem); }
    caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; }
    th, td { padding: .4rem .8rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
      overflow-wrap: break-word; max-width: 28rem; }
    thead th, thead td { border-bottom: 2px solid var(--text); vertical-align: bottom; }
    tbody th, thead th:first-child { min-width: 8rem; }
    tbody th { font-weight: 400; }
    tbody tr:nth-child(even) { background: var(--stripe); }
    tbody tr.group { background: var(--ground); }
    tbody tr.group th { font-weight: 600; padding-top: 1rem; color: var(--accent); }
    tr.subtotal th, tr.subtotal td, tfoot th, tfoot td { font-weight: 600; }
    tfoot th, tfoot td { border-top: 2px solid var(--text); }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    thead .n { white-space: normal; }
    .c { text-align: center; }
    figure { margin: 1.75rem 0; }
    figcaption { font-weight: 600; }
    svg.chart { display: block; width: 100%; min-width: 34rem; max-width: 46rem; height: auto; font-size: 13px; }
    svg.fluid { min-width: 0; height: 2.75rem; }
    svg text { fill: var(--text); }
    svg .tick { fill: var(--soft); font-size: 12px; }
    svg .grid { stroke: var(--line); }
    svg .axis { stroke: var(--soft); }
    svg .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
    .f0 { fill: var(--c0); } .f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); }
    .f4 { fill: var(--c4); } .f5 { fill: var(--c5); } .f6 { fill: var(--c6); } .f7 { fill: var(--c7); }
    .l0 { stroke: var(--c0); } .l1 { stroke: var(--c1); } .l2 { stroke: var(--c2); } .l3 { stroke: var(--c3); }
    .l4 { stroke: var(--c4); } .l5 { stroke: var(--c5); } .l6 { stroke: var(--c6); } .l7 { stroke: var(--c7); }
    svg .tie { stroke: var(--soft); stroke-opacity: .55; }
    svg .arrow { fill: var(--soft); }
    svg .mark { stroke: var(--ground); stroke-width: 1; }
    svg .name { font-size: 12px; }
    svg .region { stroke: var(--soft); stroke-width: 1; stroke-linejoin: round; }
    svg .blank { fill: none; }
    .legend { list-style: none; margin: .5rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem;
      max-width: none; font-size: .9rem; }
    .legend svg { margin-right: .4rem; vertical-align: -1px; }
    .cards { list-style: none; padding: 0; max-width: none; display: grid; gap: .9rem;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
    .card { border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; }
    .card h3, .card h4, .card h5, .card h6 { font-size: 1rem; margin: 0 0 .4rem; }
    .card .figures { margin: .6rem 0; }
    .remark { color: var(--soft); font-size: .875rem; }
    .form { border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; margin: 1.5rem 0; max-width: 44rem; }
    .form-title, .field label, legend { font-weight: 600; }
    .field { margin: 1rem 0; }
    .field fieldset { border: 1px solid var(--line); border-radius: .4rem; }
    .field input:not([type=checkbox]), .field select, .field textarea { display: block; width: 100%; font: inherit; padding: .4rem; }
    .option label { font-weight: 400; }
    .problem { color: var(--c4); font-weight: 600; }
    details { margin: .5rem 0; }
    summary { cursor: pointer; color: var(--accent); font-size: .9rem; width: fit-content; padding: .3rem 0; }
    .page-break { border: 0; border-top: 1px solid var(--line); margin: 3rem 0; }
    @media (max-width: 40rem) { main { padding-top: 1.5rem; } h1 { font-size: 1.6rem; } }
    @media print {
      @page { margin: 18mm 16mm; }
      body { font-size: 10.5pt; }
      main { max-width: none; padding: 0; }
      nav, details { display: none; }
      .scroll { overflow: visible; }
      table { font-size: 8.5pt; max-width: 100%; }
      th, td { padding: .3rem .4rem; }
      td a { overflow-wrap: anywhere; }
      tbody th, thead th:first-child { min-width: 0; }
      svg.chart { min-width: 0; }
      p, li { orphans: 3; widows: 3; }
      .figures, figure, tr, .note { break-inside: avoid; }
      tbody tr:first-child:nth-last-child(-n+16), tbody tr:first-child:nth-last-child(-n+16) ~ tr { break-before: avoid; }
      h2, h3, h4, h5, caption { break-after: avoid; }
      thead { display: table-header-group; }
      tfoot { display: table-row-group; }
      tr.group { break-after: avoid; }
      .page-break { border: 0; margin: 0; break-after: page; }
      a { color: inherit; text-decoration: none; }
    }
    """
}
