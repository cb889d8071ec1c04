#!/usr/bin/env python3
"""Checks what the Markdown files under version control point to.

- Relative links: the file is there, and so is the heading. Links to other hosts are not followed.
- Paths between backquotes that begin with a folder at the top, such as `Sources/Storage/Store/`: they are there. Paths with `*`, `…` or a
  placeholder such as NAME stand for several. Decisions, releases and the change log tell of the past and are left out.
- docs/decisions/: no two pages have one number.
- docs/ARCHITECTURE.md: its table names each folder of `Sources/AREA/`, and no other.

Prints each as `file:line: target: reason` and exits with 1 when there is one.
"""
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:Sources|Tests|BuildPlugins|Benchmarks|plugins|bundles|packaging|docs|\.ci|\.github)/[^`\s]*)`")
PLACEHOLDER = re.compile(r"[*…]|NAME|VERSION|LANGUAGE|AREA|MODULE")
PAST = ("docs/decisions/", "docs/releases/", "CHANGELOG.md")
FENCE = re.compile(r"^\s*(```|~~~)")


def anchor(heading):
    """The fragment that a heading is reached by, as forges make it."""
    text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda match: match.group(1) or "", heading.strip().lower())
    kept = [c for c in text if unicodedata.category(c)[0] in "LN" or c in " -_"]
    return "".join(kept).replace(" ", "-")


def lines(path):
    """The numbered lines outside of code blocks."""
    in_code = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            yield number, line


def anchors(path):
    return {anchor(line.lstrip("#")) for _, line in lines(path) if line.startswith("#")}


def problem(source, target):
    """Why a link leads nowhere, or None."""
    if re.match(r"[a-z][a-z0-9+.-]*:", target):
        return None
    name, _, fragment = target.partition("#")
    path = (source.parent / name).resolve() if name else source
    if not path.exists():
        return "there is no such file"
    if fragment and path.suffix == ".md" and fragment not in anchors(path):
        return "there is no such heading"
    return None


def broken_links(source):
    for number, line in lines(source):
        for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            target = match.group(1) or match.group(2)
            if reason := problem(source, target):
                yield number, target, reason


def missing_paths(source):
    for number, line in lines(source):
        for match in PATH.finditer(line):
            path = match.group(1)
            if not PLACEHOLDER.search(path) and not (ROOT / path).exists():
                yield number, path, "there is no such file or folder"


def module_differences():
    """The folders of Sources that the table of modules lacks, and the names in it that are no folder."""
    page = ROOT / "docs/ARCHITECTURE.md"
    area, listed = None, {}
    for number, line in lines(page):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 5 and re.match(r"(`\w+/`)?$", cells[1]) and cells[2].startswith("`"):
            area = cells[1].strip("`/") or area
            listed.update({f"{area}/{name}": number for name in re.findall(r"`(\w+)`", cells[2])})
            # System libraries stand behind the module that uses them: (libarchive through `CArchive`).
            listed.update({f"{area}/{name}": number for name in re.findall(r"through `(\w+)`", cells[3])})
    folders = {f"{folder.parent.name}/{folder.name}" for folder in ROOT.glob("Sources/*/*/")}
    yield from ((1, name, "a module that the table lacks") for name in sorted(folders - listed.keys()))
    yield from ((listed[name], name, "no folder of Sources") for name in sorted(listed.keys() - folders))


def repeated_decisions():
    seen = {}
    for page in sorted((ROOT / "docs/decisions").glob("*.md")):
        number = page.name.split("-")[0]
        if number in seen:
            yield f"docs/decisions/{page.name}", 1, number, f"also the number of {seen[number]}"
        seen[number] = page.name


def main():
    names = subprocess.run(["git", "ls-files", "*.md", ":(exclude,glob)Tests/**/Snapshots/**"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    found = [("docs/ARCHITECTURE.md", *one) for one in module_differences()] + list(repeated_decisions())
    for name in filter(None, names):
        found += [(name, *one) for one in broken_links(ROOT / name)]
        if not name.startswith(PAST):
            found += [(name, *one) for one in missing_paths(ROOT / name)]
    for name, number, target, reason in found:
        print(f"{name}:{number}: {target}: {reason}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
