#!/usr/bin/env python3
"""Checks the relative links of all Markdown files under version control: the file is there, and so is the heading.

Prints each broken link as `file:line: link: reason` and exits with 1 when there is one. Links to other hosts are not followed.
"""
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
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


def main():
    names = subprocess.run(["git", "ls-files", "*.md", ":(exclude,glob)Tests/**/Snapshots/**"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    broken = 0
    for path in (ROOT / name for name in names if name):
        for number, line in lines(path):
            for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
                target = match.group(1) or match.group(2)
                if reason := problem(path, target):
                    broken += 1
                    print(f"{path.relative_to(ROOT)}:{number}: {target}: {reason}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
