"""What axe-core finds in HTML files, in headless Chromium, on a light and on a dark screen and in print.

    python3 Tests/Oracle/pages.py CHROMIUM FILE.html…

Needs axe-playwright-python, which carries axe-core. One line a violation on standard output; exit status 1 if there is any,
3 if the browser cannot be started.
"""
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

LOOKS = [("light", "screen"), ("dark", "screen"), ("light", "print")]


def violations(page):
    found = Axe().run(page).response["violations"]
    for violation in found:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {violation['help']}: {node['html'][:160]}"


def main(chromium, files):
    count = 0
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        except Error as problem:
            print(f"the browser does not start: {problem}", file=sys.stderr)
            return 3
        for scheme, media in LOOKS:
            context = browser.new_context(color_scheme=scheme, viewport={"width": 1000, "height": 900})
            page = context.new_page()
            page.emulate_media(color_scheme=scheme, media=media)
            for file in files:
                page.goto(pathlib.Path(file).resolve().as_uri())
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                for line in violations(page):
                    count += 1
                    print(f"{pathlib.Path(file).name}, {scheme}, {media}: {line}")
            context.close()
        browser.close()
    return 1 if count else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
