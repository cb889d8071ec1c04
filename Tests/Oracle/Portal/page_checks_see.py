"""Whether the checks of pages see pages that are wrong: serves some, each with one fault, and expects its problem.

    python3 Tests/Oracle/Portal/page_checks_see.py CHROMIUM
"""
import http.server
import pathlib
import sys
import threading

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from page_checks import PageChecks  # noqa: E402

HEAD = "<!DOCTYPE html><html lang=en><head><title>x</title><meta name=viewport content='width=device-width'><link rel=icon href='data:,'>"
BODY = "</head><body><main><h1>x</h1>"
FAULTS = {
    "/good": (HEAD + BODY + "<a href='/good'>x</a></main>", None),
    "/script": (HEAD + BODY + "<p>a</p><img src='data:,x' alt='' onerror='alert(1)'></main>", "console: "),
    "/dialog": (HEAD + "<script src='/alert.js'></script>" + BODY + "</main>", "dialog: 7"),
    "/elsewhere": (HEAD + BODY + "<img src='http://192.0.2.1/x.png' alt=''></main>", "request to 192.0.2.1"),
    "/axe": (HEAD + BODY + "<button></button></main>", "button-name"),
    "/wide": (HEAD + BODY + "<div><p><b>" + "x" * 300 + "</b></p></div></main>", "px wide"),
    "/heading": (HEAD + "</head><body><main><p>x</p></main>", "not one heading"),
    "/focus": (HEAD + "<link rel=stylesheet href='/none.css'>" + BODY + "<a href='/x'>x</a></main>", "focus is not visible"),
    "/trap": (HEAD + "<script src='/trap.js'></script>" + BODY + "<a href='/a'>a</a> <a href='/b'>b</a></main>", "Tab does not reach"),
    "/row": (HEAD + BODY + "<table><tbody><tr><td>x</tbody></table></main>", "cut between two pages"),
    "/print": (HEAD + BODY + "<table><tr><td>" + "x" * 300 + "</table></main>", "beside the paper"),
}
FILES = {
    "/alert.js": ("text/javascript", "alert(7)"),
    "/none.css": ("text/css", "a:focus { outline: none }"),
    "/trap.js": ("text/javascript", "onkeydown = e => { if (e.key == 'Tab') { e.preventDefault(); document.querySelector('a').focus() } }"),
}


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, text = FILES.get(self.path) or ("text/html", FAULTS[self.path][0])
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-security-policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src data: http:")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments):
        pass


def main(chromium):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    missed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        checks = PageChecks(browser.new_context(viewport={"width": 320, "height": 900}), f"http://127.0.0.1:{server.server_port}", 50)
        for target, (_, expected) in FAULTS.items():
            problems = checks.problems(target)
            if expected is None and problems or expected and not any(expected in problem for problem in problems):
                missed.append(f"{target}: {problems}")
        browser.close()
    print("\n".join(missed))
    return 1 if missed else 0


sys.exit(main(sys.argv[1]))
