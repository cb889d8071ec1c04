#!/usr/bin/env python3
"""Draws the pictures of README.md from a workspace with the bundles that ship.

    packaging/pictures.py GRAPPE         `make pictures` calls it with the release binary

docs/images/shell.svg is a session of `grappe shell`: the lines below are typed on a terminal of their own, and what the shell writes is
drawn, cell by cell. docs/images/cartographie.png is a report as chromium shows it; without chromium the old picture stays.
"""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs/images"
COLUMNS = 92
# What is typed, and what is waited for afterwards.
SESSION = [
    ('actors.count{ territory = "BE-WAL", kind = "company" }\r', "grappe> "),
    ('for a in actors.each({ city = "Namur" }, { limit = 3 }) do\r', "..> "),
    ("print(a.name, a.kind)\r", "..> "),
    ("end\r", "grappe> "),
    ("n = 0 while true do n = n + 1 end\r", "Ctrl-C stops it"),
    ("\x03", "grappe> "),
    ("n > 1000\r", "grappe> "),
    (":sql SELECT kind, count(*) AS n FROM actors GROUP BY kind ORDER BY n DESC LIMIT 3\r", "grappe> "),
    (":as paca\r", "paca> "),
    ('actors.add{ name = "Essai", kind = "company", territory = "BE-WNA" }\r', "paca> "),
]


class Screen:
    """The cells that a program wrote on a terminal, by ECMA-48: lines of (character, is bold, is faint)."""

    SEQUENCE = re.compile(r"\x1b\[([0-9;]*)([A-Za-z])|\x1b\][^\x07]*\x07|\x1b[=>]|.", re.DOTALL)

    def __init__(self):
        self.lines, self.column, self.style = [[]], 0, (False, False)

    def write(self, text):
        for match in self.SEQUENCE.finditer(text):
            if match.group(2):
                self.control(match.group(1), match.group(2))
            elif len(match.group(0)) == 1:
                self.character(match.group(0))

    def character(self, character):
        if character == "\n":
            self.lines.append([])
        elif character == "\r":
            self.column = 0
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character == "\t":
            self.column = (self.column // 8 + 1) * 8
        elif character >= " ":
            if self.column == COLUMNS:
                self.lines.append([])
                self.column = 0
            self.put(character)
            self.column += 1

    def put(self, character):
        line = self.lines[-1]
        line += [(" ", False, False)] * (self.column + 1 - len(line))
        line[self.column] = (character, *self.style)

    def control(self, numbers, kind):
        first = int(numbers.split(";")[0] or 0) if numbers else 0
        if kind == "m":
            for number in (int(part or 0) for part in numbers.split(";")):
                bold, faint = self.style
                self.style = (False, False) if number == 0 else (bold or number == 1, faint or number == 2)
        elif kind == "K":
            del self.lines[-1][self.column :]
        elif kind in "CD":
            self.column = max(0, self.column + (max(first, 1) if kind == "C" else -max(first, 1)))
        elif kind == "G":
            self.column = max(first, 1) - 1
        elif kind == "A":
            raise ValueError("a session that moves up is not drawn")


def runs(line):
    """The pieces of a line of one style: (column, text, is bold, is faint)."""
    pieces = []
    for column, (character, bold, faint) in enumerate(line):
        if pieces and pieces[-1][2:] == (bold, faint):
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + character, bold, faint)
        else:
            pieces.append((column, character, bold, faint))
    return [piece for piece in pieces if piece[1].strip()]


def drawing(lines, title):
    """The lines as SVG, each piece as wide as its cells whatever the font."""
    width, height = COLUMNS * 8 + 32, len(lines) * 19 + 32
    text = []
    for row, line in enumerate(lines):
        for column, piece, bold, faint in runs(line):
            kept = piece.rstrip()
            column += len(kept) - len(kept.lstrip())
            kept = kept.lstrip()
            style = ' class="b"' if bold else ' class="f"' if faint else ""
            text.append(
                f'<text x="{16 + column * 8}" y="{30 + row * 19}" textLength="{len(kept) * 8}"{style}>{html.escape(kept, False)}</text>')
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
<title>{html.escape(title, False)}</title>
<style>text {{ font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #d8dee9; white-space: pre }}
.b {{ font-weight: bold; fill: #ffffff }} .f {{ fill: #8a93a3 }}</style>
<rect width="100%" height="100%" rx="8" fill="#1e2430"/>
{chr(10).join(text)}
</svg>
"""


def session(grappe, workspace):
    """What the shell writes while SESSION is typed."""
    steps = [{"until": "grappe> "}]
    for typed, wanted in SESSION:
        steps += [{"send": typed}, {"until": wanted}]
    job = {"command": [grappe, "shell", "--lang", "en"], "columns": COLUMNS, "rows": 40, "steps": steps + [{"send": "\x04"}]}
    environment = {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "", "COLUMNS": ""}
    driver = ROOT / "Tests/EndToEndTests/Support/terminal.py"
    run = subprocess.run(
        [sys.executable, driver], input=json.dumps(job), capture_output=True, text=True, check=True, cwd=workspace, env=environment)
    result = json.loads(run.stdout)
    if missing := [step["missing"] for step in result["steps"] if "missing" in step]:
        raise SystemExit(f"the shell did not write {missing}: {result['raw'][-400:]}")
    return result["raw"]


def draw_shell(grappe, workspace):
    screen = Screen()
    screen.write(session(grappe, workspace))
    plain = ["".join(cell[0] for cell in line) for line in screen.lines]
    first = next(row for row, line in enumerate(plain) if line.startswith("grappe> "))
    last = max(row for row, line in enumerate(plain) if line.startswith("paca> "))
    IMAGES.joinpath("shell.svg").write_text(drawing(screen.lines[first:last], "A session of grappe shell"), encoding="utf-8")


def draw_report(grappe, workspace):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        print("SKIPPED: docs/images/cartographie.png: there is no chromium", file=sys.stderr)
        return
    page = workspace / "cartographie.html"
    report = [grappe, "report", "wallonia:cartographie", "--lang", "en", "--format", "html", "-o", page]
    subprocess.run(report, cwd=workspace, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1000,560",
         f"--screenshot={IMAGES / 'cartographie.png'}", page.as_uri()],
        check=True, capture_output=True, timeout=60)


def main():
    grappe = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        workspace = pathlib.Path(folder) / "cluster"
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run([grappe, "init", workspace, "--trust-list", ROOT / "bundles/SHA256SUMS"], **quiet)
        subprocess.run([grappe, "install", *sorted((ROOT / "bundles").glob("*.grappe")), "--yes"], cwd=workspace, **quiet)
        draw_shell(grappe, workspace)
        draw_report(grappe, workspace)


if __name__ == "__main__":
    main()
