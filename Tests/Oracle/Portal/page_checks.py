"""What is checked on one page in the browser."""
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}

# Elements wider than the window, the innermost only.
TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= document.documentElement.clientWidth) return [];
  const found = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > document.documentElement.clientWidth + 1 && getComputedStyle(e).position != 'absolute';
  });
  const inner = found.filter(e => !found.some(o => o != e && e.contains(o)));
  return [`${wide} px wide: ` + inner.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')];
}"""

# What Tab should reach: radio buttons of one name are one stop. Fields outside of the window are traps for programs.
FOCUSABLE = """() => {
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(e =>
    e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}) && e.type != 'hidden');
  const names = new Set();
  const kept = stops.filter(e => {
    if (e.type != 'radio') return true;
    const isFirst = !names.has(e.name);
    names.add(e.name);
    return isFirst;
  });
  window.grappeStops = new Map(kept.map(e => [e.type == 'radio' ? 'radio ' + e.name : e, false]));
  return kept.length;
}"""

# Notes the focused element, and returns it where the focus cannot be seen.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e == document.body) return null;
  const key = e.type == 'radio' ? 'radio ' + e.name : e;
  const isNew = !window.grappeStops.get(key);
  window.grappeStops.set(key, true);
  const style = getComputedStyle(e);
  const isSeen = style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 1;
  const box = e.getBoundingClientRect();
  const isInside = box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  return {isNew, problem: isSeen && isInside ? null : e.outerHTML.slice(0, 120)};
}"""

NOT_REACHED = """() => [...window.grappeStops].filter(([e, isReached]) => !isReached)
  .map(([e]) => typeof e == 'string' ? e : e.outerHTML.slice(0, 120))"""

# In print, on paper as wide as the window: what lies beside the paper or in a part that would have to be scrolled.
CUT = """() => {
  const width = document.documentElement.clientWidth;
  const problems = [...document.querySelectorAll('main table, main pre, main img, main svg')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1;
  }).map(e => 'beside the paper: ' + e.outerHTML.slice(0, 100));
  for (const e of document.querySelectorAll('main *')) {
    const style = getComputedStyle(e);
    if (['auto', 'scroll', 'hidden'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1)
      problems.push('cut: ' + e.outerHTML.slice(0, 100));
  }
  for (const row of document.querySelectorAll('main tbody tr'))
    if (getComputedStyle(row).breakInside != 'avoid') { problems.push('a row may be cut between two pages'); break; }
  return problems;
}"""

# A sheet of A4 without the margins of the style sheet (16 mm and 18 mm), in CSS pixels.
PAPER = {"width": 672, "height": 986}


class PageChecks:
    """One window, in which pages are opened one after the other."""

    def __init__(self, context, base, stops_max):
        self.stops_max = stops_max
        self.base, self.page, self.source, self.heard = base, context.new_page(), b"", []
        self.page.on("console", self.console)
        self.page.on("pageerror", lambda error: self.heard.append(f"script failed: {error}"))
        self.page.on("dialog", self.dialog)
        self.page.on("request", self.requested)

    def console(self, message):
        # The browser says itself that a page has the status 404.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource: the server responded with a status of 4"):
            self.heard.append(f"console: {message.text}")

    def dialog(self, dialog):
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def requested(self, request):
        parts = urllib.parse.urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws") and parts.netloc != urllib.parse.urlsplit(self.base).netloc:
            self.heard.append(f"request to {parts.netloc}")

    def problems(self, target, scripts=True, thorough=True):
        """Opens a page and returns its problems."""
        self.heard = []
        try:
            response = self.page.goto(self.base + target, wait_until="load", timeout=30_000)
        except Error as problem:
            return [f"does not open: {problem}"]
        self.source = response.body()
        found = self.page.evaluate(TOO_WIDE)
        if not self.page.title() or self.page.locator("h1").count() != 1:
            found.append("has no title, or not one heading of the first level")
        if scripts:
            found += self.axe()
        if thorough:
            found += self.keyboard() + self.printed()
        return found + self.heard

    def axe(self):
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for violation in Axe().run(self.page, options=AXE).response["violations"]:
            for node in violation["nodes"][:3]:
                yield f"{violation['id']}: {violation['help']}: {node['html'][:160]}"

    def keyboard(self):
        count = min(self.page.evaluate(FOCUSABLE), self.stops_max)
        hidden = []
        for _ in range(count + 2):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused and focused["isNew"] and focused["problem"]:
                hidden.append(f"focus is not visible: {focused['problem']}")
        if count == self.stops_max:
            return hidden
        return hidden[:3] + [f"Tab does not reach {stop}" for stop in self.page.evaluate(NOT_REACHED)[:3]]

    def printed(self):
        before = self.page.viewport_size
        self.page.emulate_media(media="print")
        self.page.set_viewport_size(PAPER)
        found = self.page.evaluate(CUT)
        if not self.page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF"):
            found.append("cannot be printed")
        self.page.emulate_media(media="screen")
        self.page.set_viewport_size(before)
        return found

    def picture(self, file):
        self.page.screenshot(path=file, full_page=True)
