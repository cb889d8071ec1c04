import Reports

/// The style sheet of the portal: that of reports, and the frame, lists, facets and forms around them.
enum PortalStyle {
  /// Returns the sheet with the colours of links in light and in dark.
  static func sheet(accent: String, dark: String) -> String {
    HTMLStyle.sheet + "\n" + frame + "\n" + lists + "\n" + forms + "\n" + map + "\n" + narrow + "\n"
      + ":root { --accent: \(accent); }\n@media screen and (prefers-color-scheme: dark) { :root { --accent: \(dark); } }\n"
  }

  private static let frame = """
    .bar { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
    main { max-width: 72rem; padding-top: 1.75rem; }
    [hidden] { display: none !important; }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .5rem 1rem; z-index: 1; }
    .top { border-bottom: 1px solid var(--line); background: var(--stripe); }
    .top .bar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.75rem; padding-top: .6rem; padding-bottom: .6rem; }
    .brand { display: inline-flex; align-items: center; gap: .6rem; font-weight: 700; font-size: 1.1rem; color: var(--text);
      text-decoration: none; min-height: 2.5rem; }
    nav.main { display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin: 0; padding: 0; background: none; }
    nav.main a { display: inline-block; padding: .55rem 0 .4rem; text-decoration: none; border-bottom: 3px solid transparent; }
    nav.main a:hover { border-color: var(--line); }
    nav.main a[aria-current] { color: var(--text); border-color: var(--accent); font-weight: 600; }
    .foot { border-top: 1px solid var(--line); background: var(--stripe); color: var(--soft); font-size: .9rem; padding: 1.25rem 0; }
    .foot nav { display: flex; gap: 1.1rem; margin: 0; padding: 0; background: none; }
    .foot nav a, .foot nav span { padding: .35rem 0; }
    .foot nav span { color: var(--text); font-weight: 600; }
    .foot p a { margin-right: 1.1rem; display: inline-block; padding: .25rem 0; }
    a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible
      { outline: 2px solid var(--accent); outline-offset: 2px; }
    """

  private static let lists = """
    .lead { color: var(--soft); font-size: 1.1rem; margin-top: 0; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: .9rem; list-style: none; padding: 0;
      max-width: none; margin: 1.25rem 0; }
    .cards > li { border: 1px solid var(--line); border-radius: .4rem; padding: .9rem 1rem; }
    .cards h2, .cards h3 { border: 0; padding: 0; margin: 0 0 .3rem; font-size: 1.05rem; }
    .cards p { margin: .25rem 0; }
    .items { list-style: none; padding: 0; max-width: none; margin: 0; }
    .items > li { padding: .8rem 0; border-bottom: 1px solid var(--line); }
    .items h2, .items h3 { font-size: 1.05rem; margin: 0; padding: 0; border: 0; }
    .items p { margin: .2rem 0 0; max-width: 48rem; }
    .meta { color: var(--soft); font-size: .925rem; }
    .tag { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; margin: 0 .3rem .3rem 0;
      font-size: .875rem; }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) 16rem; gap: 2.25rem; align-items: start; }
    .to-filters { display: none; }
    .facets h2:first-child { margin-top: 0; }
    .facets h2 { font-size: 1rem; margin: 1.25rem 0 .35rem; border: 0; padding: 0; }
    .facets ul { list-style: none; margin: 0; padding: 0; }
    .facets li a, .facets li strong { display: flex; justify-content: space-between; gap: .75rem; padding: .22rem 0; text-decoration: none;
      font-weight: 400; }
    .facets li strong { font-weight: 600; }
    .facets .count { color: var(--soft); font-variant-numeric: tabular-nums; }
    .facets details { margin: 0; }
    .chosen { display: flex; flex-wrap: wrap; gap: .4rem; margin: .75rem 0; padding: 0; list-style: none; max-width: none; }
    .chosen a { display: inline-block; border: 1px solid var(--accent); border-radius: 1rem; padding: .15rem .75rem; text-decoration: none; }
    nav.parts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; background: none; padding: 0; margin: .75rem 0; }
    nav.parts a { padding: .35rem 0; text-decoration: none; border-bottom: 2px solid transparent; }
    nav.parts a[aria-current] { color: var(--text); font-weight: 600; border-color: var(--accent); }
    .pages { display: flex; gap: 1.25rem; align-items: center; background: none; padding: 0; }
    dl.facts { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .35rem 1.5rem; margin: 1.25rem 0; max-width: 52rem; }
    dl.facts dt { color: var(--soft); }
    dl.facts dd { margin: 0; overflow-wrap: anywhere; }
    .status { display: inline-block; font-weight: 600; border-left: 4px solid var(--line); padding-left: .6rem; }
    .status.eligible { border-color: var(--c2); } .status.ineligible { border-color: var(--c4); } .status.unknown { border-color: var(--c1); }
    """

  private static let forms = """
    form.search { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1rem 0; }
    form.search input[type=search] { flex: 1 1 14rem; }
    form.search label { display: flex; flex-direction: column; flex: 1 1 11rem; min-width: 0; max-width: 100%; font-size: .925rem; }
    form.search select { width: 100%; min-width: 0; }
    input, select, button, .button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft);
      border-radius: .35rem; padding: .45rem .7rem; max-width: 100%; min-height: 2.5rem; }
    button, .button { background: var(--accent); border-color: var(--accent); color: var(--ground); font-weight: 600; cursor: pointer;
      text-decoration: none; display: inline-block; }
    .button.plain, button.plain { background: none; color: var(--accent); }
    form.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .9rem; align-items: end; margin: 1rem 0;
      padding: 1rem; background: var(--stripe); border-radius: .4rem; }
    form.fields label { display: flex; flex-direction: column; gap: .25rem; font-size: .925rem; }
    form.own { max-width: 34rem; margin: 1rem 0; }
    .field { display: flex; flex-direction: column; gap: .25rem; margin: 0 0 1.1rem; }
    .field > label, .field > .label { font-weight: 600; }
    .field .help { color: var(--soft); font-size: .925rem; }
    .field .problem { color: var(--c4); font-weight: 600; margin: 0; }
    [aria-invalid=true] { border: 2px solid var(--c4); }
    .problems { border: 2px solid var(--c4); border-radius: .4rem; padding: .75rem 1.1rem; margin: 1rem 0; max-width: 46rem; }
    .problems h2 { font-size: 1.05rem; margin: 0 0 .3rem; border: 0; padding: 0; }
    .problems ul { margin: 0; }
    textarea { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: .35rem;
      padding: .45rem .7rem; max-width: 100%; }
    fieldset.field { padding: .6rem 1rem; } fieldset.field legend { font-size: 1rem; }
    form.own details { margin: 0 0 1.1rem; border: 1px solid var(--line); border-radius: .4rem; padding: .6rem 1rem; }
    form.own summary { font-weight: 600; cursor: pointer; min-height: 1.5rem; } form.own details[open] > summary { margin-bottom: .9rem; }
    pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
    .columns-list { columns: 3 14rem; max-width: none; } .scroll { overflow-x: auto; }
    textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin: .9rem 0; }
    ol.steps > li { margin: .6rem 0; } svg.qr { display: block; max-width: 100%; height: auto; border-radius: .3rem; margin: .6rem 0; } code.key { font-size: 1.15rem; overflow-wrap: anywhere; }
    ol.codes { columns: 2 12rem; max-width: 34rem; } ol.codes code { font-size: 1.1rem; }
    nav.main .account::before { content: "● "; font-size: .7em; vertical-align: .15em; }
    .trap { position: absolute; left: -100rem; }
    .card h2 { font-size: 1.05rem; margin: 0 0 .4rem; padding: 0; border: 0; }
    fieldset { border: 1px solid var(--line); border-radius: .4rem; padding: 1rem 1.25rem; margin: 1.25rem 0; max-width: 46rem; }
    legend { font-weight: 600; font-size: 1.1rem; padding: 0 .4rem; }
    fieldset p { margin: .5rem 0; }
    fieldset label.option { display: block; padding: .3rem 0; }
    fieldset label.option input { min-height: 0; margin-right: .5rem; }
    """

  private static let map = """
    figure.map { margin: 1.5rem 0; }
    figure.map figcaption { margin-bottom: .4rem; }
    svg.map { display: block; width: 100%; max-width: 46rem; height: auto; border: 1px solid var(--line); border-radius: .4rem;
      background: var(--ground); font-size: 13px; touch-action: pan-y; }
    svg.map.moved { touch-action: none; cursor: grab; }
    svg.map .region { vector-effect: non-scaling-stroke; }
    svg.map a:hover .region, svg.map a:focus-visible .region { stroke: var(--accent); stroke-width: 2.5; }
    svg.map .region-name { paint-order: stroke; stroke: var(--ground); stroke-width: .3em; stroke-linejoin: round; font-weight: 600;
      pointer-events: none; }
    svg.map .mark circle { fill: var(--accent); stroke: var(--ground); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
    svg.map .mark .reach { fill: transparent; stroke: none; }
    svg.map .mark text { fill: var(--ground); stroke: none; text-anchor: middle; font-weight: 600; pointer-events: none; }
    svg.map .mark[role=button] { cursor: pointer; }
    svg.map a:focus-visible, svg.map [tabindex]:focus-visible { outline: 2px solid var(--text); outline-offset: 2px; }
    .map-controls { display: flex; flex-wrap: wrap; gap: .2rem; margin: 0 0 .4rem; }
    .map-controls button { min-width: 2.25rem; padding: .3rem .4rem; background: none; color: var(--accent); }
    .map-list ul { columns: 2 14rem; max-width: 46rem; margin: .4rem 0; }

    """

  private static let narrow = """
    @media (max-width: 52rem) {
      .columns { grid-template-columns: minmax(0, 1fr); gap: .5rem; }
      .to-filters { display: inline; }
      .facets { border-top: 2px solid var(--accent); margin-top: 1.5rem; padding-top: 1rem; }
    }
    @media (max-width: 40rem) {
      svg.map .region-name:not([font-size]), svg.map .mark text:not([font-size]) { font-size: 22px; }
      dl.facts { grid-template-columns: minmax(0, 1fr); gap: .1rem; } dl.facts dd { margin-bottom: .6rem; }
      .top .bar { gap: 0; } nav.main a { padding: .3rem 0 .2rem; }
    }
    @media print {
      .top nav, .foot nav, .facets, form, .pages, .skip, .button, .map-controls, .map-list { display: none !important; }
      .columns { display: block; } .top, .foot { background: none; }
      .cards > li, .items > li { break-inside: avoid; }
      main a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; }
    }
    """
}
