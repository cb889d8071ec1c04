"""Uses the map of a running portal with mouse and keyboard in headless Chromium, and prints one line for each problem.

    python3 Tests/Oracle/Portal/map_moves.py CHROMIUM ADDRESS-OF-THE-MAP [--pictures FOLDER]

The address may be one of a published folder (file:///…/fr/map/index.html). Exit status 1 if there is a problem.
"""
import argparse
import pathlib
import sys

from playwright.sync_api import sync_playwright

COUNT = """() => [...document.querySelectorAll('figure.map')].map(figure => ({
  box: figure.querySelector('svg').getAttribute('viewBox'),
  marks: figure.querySelectorAll('.mark[data-first]').length,
  actors: [...figure.querySelectorAll('.mark[data-first]')].reduce((sum, mark) =>
    sum + (mark.querySelector('text') ? Number(mark.querySelector('text').textContent) : 1), 0),
}))"""


def heard(message, problems):
    # Browsers ask for an icon that there is not.
    if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded with a status of 404"):
        problems.append(f"console: {message.text}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("chromium")
    parser.add_argument("address")
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    problems = []

    def expect(holds, what):
        if not holds:
            problems.append(what)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for width, scheme in [(1280, "light"), (320, "dark")]:
            page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
            page.on("console", lambda message: heard(message, problems))
            page.on("pageerror", lambda error: problems.append(f"script failed: {error}"))
            page.goto(options.address, wait_until="load")
            page.wait_for_selector(".map-controls button")
            whole = page.evaluate(COUNT)
            expect(whole and any(panel["actors"] > 0 for panel in whole), f"drawings without actors: {whole}")

            def picture(name):
                if options.pictures:
                    page.screenshot(path=options.pictures / f"map.{width}.{scheme}.{name}.png", full_page=True)

            picture("whole")
            figure = page.locator("figure.map").first
            figure.locator("button").first.click()
            near = page.evaluate(COUNT)
            expect(near[0]["box"] != whole[0]["box"] and near[0]["actors"] <= whole[0]["actors"], "the button does not zoom in")
            expect(near[1:] == whole[1:], "another drawing moves as well")
            picture("near")
            page.keyboard.press("ArrowRight")
            moved = page.evaluate(COUNT)
            expect(moved[0]["box"] != near[0]["box"], "the arrow key does not move the map")
            page.keyboard.press("-")
            page.keyboard.press("Home")
            expect(page.evaluate(COUNT)[0] == whole[0], "Home does not show the whole")
            # By keyboard from the largest mark to the page of an actor.
            for _ in range(12):
                largest = figure.locator(".mark[role=button]")
                if not largest.count():
                    break
                largest.first.focus()
                expect(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none", "the focus is not visible")
                page.keyboard.press("Enter")
                if page.locator(".map-list a").count():
                    break
            link = page.locator(".map-list a").first if page.locator(".map-list a").count() else figure.locator("a.mark").first
            picture("list")
            name = (link.text_content() or "") if page.locator(".map-list a").count() else link.get_attribute("aria-label")
            link.focus()
            page.keyboard.press("Enter")
            page.wait_for_load_state("load")
            heading = page.locator("h1").text_content()
            expect(heading and name.strip().startswith(heading.strip()), f"the link to “{name}” leads to “{heading}”")
            page.close()
        browser.close()
    print("\n".join(problems))
    return 1 if problems else 0


sys.exit(main())
