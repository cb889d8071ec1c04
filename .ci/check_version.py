#!/usr/bin/env python3
"""Compares the version in Sources/Frontends/grappe/Release.swift with CHANGELOG.md and docs/releases/.

    .ci/check_version.py            print what does not agree, as `file:line: reason`, and exit with 1 when there is something
    .ci/check_version.py --print    print the version

The change log has the form of Keep a Changelog 1.1.0: `[Unreleased]`, then the versions from the newest to the oldest with their dates,
each with the six groups it needs. A version that ends with -dev is above the newest release; another one is that release, and nothing
is unreleased. Every release has its notes in docs/releases/VERSION.md.
"""
import datetime
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = ROOT / "Sources/Frontends/grappe/Release.swift"
CHANGELOG = ROOT / "CHANGELOG.md"
GROUPS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
NUMBER = re.compile(r"(\d+)\.(\d+)\.(\d+)(-dev)?")


def stated_version():
    return re.search(r'static let version = "([^"]*)"', SOURCE.read_text(encoding="utf-8")).group(1)


def order(version):
    """The version as numbers that compare; None when it is no version."""
    match = NUMBER.fullmatch(version)
    return match and tuple(int(part) for part in match.groups()[:3])


def sections(text):
    """The sections of the change log: (line, heading, its lines)."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("## "):
            found.append((number, line[3:], []))
        elif found:
            found[-1][2].append((number, line))
    return found


def group_problems(lines):
    """What is wrong with the groups of one section."""
    seen, entries = [], 0
    for number, line in lines:
        if line.startswith("### "):
            name = line[4:]
            if name not in GROUPS:
                yield number, f"\"{name}\" is none of {', '.join(GROUPS)}"
            elif name in seen:
                yield number, f"\"{name}\" stands twice in one version"
            seen.append(name)
        elif line.strip() and not seen:
            yield number, "an entry stands outside of the groups"
        elif line.startswith("- "):
            entries += 1
    if seen and not entries:
        yield lines[0][0], "the groups hold no entry"


def release_problems(all):
    """What is wrong with the headings of the released versions, and with their notes."""
    former = None
    for number, heading, _ in all[1:]:
        match = re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})", heading)
        if not match:
            yield number, f"\"{heading}\" is not \"[VERSION] - YYYY-MM-DD\""
            continue
        version, date = match.group(1), datetime.date.fromisoformat(match.group(2))
        if former and not (order(version) < former[0] and date <= former[1]):
            yield number, f"{version} does not come before the version above it"
        former = (order(version), date)
        if not (ROOT / f"docs/releases/{version}.md").is_file():
            yield number, f"docs/releases/{version}.md is missing"


def version_problems(stated, all):
    """What is wrong with the stated version beside the change log."""
    if order(stated) is None:
        yield f"\"{stated}\" is no MAJOR.MINOR.PATCH, with or without -dev"
        return
    newest = re.match(r"\[([^\]]*)\]", all[1][1]).group(1) if len(all) > 1 else "0.0.0"
    if stated.endswith("-dev"):
        if order(stated) <= order(newest):
            yield f"{stated} is not above the newest release, {newest}"
    elif stated != newest:
        yield f"{stated} is not the newest release in CHANGELOG.md, {newest}"
    elif any(line.startswith("- ") for _, line in all[0][2]):
        yield f"{stated} is released, and CHANGELOG.md has unreleased entries"


def problems():
    all = sections(CHANGELOG.read_text(encoding="utf-8"))
    if not all or all[0][1] != "[Unreleased]":
        yield "CHANGELOG.md:1: the first section is not [Unreleased]"
        return
    for _, _, lines in all:
        yield from (f"CHANGELOG.md:{number}: {reason}" for number, reason in group_problems(lines))
    yield from (f"CHANGELOG.md:{number}: {reason}" for number, reason in release_problems(all))
    yield from (f"{SOURCE.relative_to(ROOT)}:5: {reason}" for reason in version_problems(stated_version(), all))


def main():
    if sys.argv[1:] == ["--print"]:
        print(stated_version())
        return 0
    found = list(problems())
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
