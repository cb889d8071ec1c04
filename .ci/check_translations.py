#!/usr/bin/env python3
"""Compares each page PAGE.fr.md with the English PAGE.md beside it, so that a change of one is not forgotten in the other.

Both have headings of the same levels in the same order, and the same code blocks between them: commands are the same; files are the same
but for their texts in quotes and their comments; what is printed has as many lines. Prints what differs as `file:line: reason` and
exits with 1 when there is something.
"""
import itertools
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INDENTED = "indented"
WORDS = re.compile(r"\"[^\"]*\"|'[^']*'|--.*|#.*")


def parts(path):
    """The headings and code blocks of a page in order: (line, kind, content)."""
    found, block = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            if block is None:
                block = (number, line[3:], [])
            else:
                found.append(block)
                block = None
        elif block is not None:
            block[2].append(line)
        elif line.startswith("    "):
            if not found or found[-1][1] != INDENTED or found[-1][0] + len(found[-1][2]) != number:
                found.append((number, INDENTED, []))
            found[-1][2].append(line)
        elif match := re.match(r"#+ ", line):
            found.append((number, match.group(0).strip(), []))
    return found


def comparable(kind, lines):
    """The lines of a block without what a translation changes."""
    if kind.startswith("text"):
        return [bool(line.strip()) for line in lines]
    return lines if kind == "sh" else [WORDS.sub("", line).rstrip() for line in lines]


def problems(french, english):
    for one, other in itertools.zip_longest(parts(french), parts(english)):
        if one is None or other is None:
            number, kind, _ = one or other
            where, lacking = (french, english) if one else (english, french)
            yield f"{where.relative_to(ROOT)}:{number}: {lacking.name} has no part \"{kind}\" for this one"
            return
        place = f"{french.relative_to(ROOT)}:{one[0]}"
        if one[1] != other[1]:
            yield f"{place}: \"{one[1]}\" stands where {english.name}:{other[0]} has \"{other[1]}\""
            return
        if comparable(one[1], one[2]) != comparable(other[1], other[2]):
            yield f"{place}: the block differs from that of {english.name}:{other[0]}"


def main():
    names = subprocess.run(["git", "ls-files", "docs/*.fr.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    found = []
    for french in (ROOT / name for name in names):
        english = french.with_name(french.name.replace(".fr.md", ".md"))
        found += problems(french, english) if english.is_file() else [f"{french.relative_to(ROOT)}:1: {english.name} is missing"]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
