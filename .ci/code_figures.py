#!/usr/bin/env python3
"""Counts what docs/conventions.md asks of the Swift sources and prints one figure a line.

    .ci/code_figures.py            print the figures
    .ci/code_figures.py --check    also exit with 1 when a figure is beyond its bound
    .ci/code_figures.py --list     print each place that is counted as well
    .ci/code_figures.py --list --only unlabelled
                                   print the figures whose name holds a word, with their places

It reads the text of the files, line by line; it does not compile them. A module is the folder named in Package.swift.
"""
import argparse
import collections
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DECLARATION = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?P<access>public|package|open)\s+(?:[a-z]+(?:\([a-z]+\))?\s+)*?(?P<kind>func|init|subscript)\b")
FUNCTION = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|open|private|fileprivate|internal|static|class|final|override|mutating|"
                      r"nonmutating|nonisolated|convenience|required|prefix|postfix|infix|consuming|borrowing)(?:\([a-z]+\))?\s+)*(?:func\s|init[?(<]|subscript[(<])")
TYPE = re.compile(r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|open|final|indirect)\s+)*(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)")
RIDDLE = re.compile(r"^(What|Who|Whoever|Whose|Those|Where)\b")
INLINE_PAIR = re.compile(r"\bfr:\s*(?:\"|$)")

BOUNDS = {
    "doc comments that open with What, Who, Those, Where (%)": 1.0,
    "functions with three or more unlabelled parameters (%)": 0.6,
    "initializers with more than eight parameters": 0,
    "throwing public functions whose comment names no error (%)": 5.0,
    "folders with more than 25 files": 0,
    "folder circles inside a module": 0,
    "types of one name in two modules": 0,
    "imports of a later module in tests": 0,
    "texts written inline in two languages": 0,
}


def sources():
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        yield path, path.read_text(encoding="utf-8").splitlines()


def modules():
    """Folders of targets: those directly below Sources, or below an area of it."""
    folders = {}
    for path in (ROOT / "Sources").iterdir():
        if not path.is_dir():
            continue
        manifest = (ROOT / "Package.swift").read_text(encoding="utf-8")
        if re.search(rf'\("{path.name}"|name: "{path.name}"', manifest):
            folders[path.name] = path
        else:
            folders.update({below.name: below for below in path.iterdir() if below.is_dir()})
    return folders


def doc_blocks(lines):
    """Pairs of (line number, text of a doc comment, index of the line after it)."""
    index = 0
    while index < len(lines):
        if lines[index].lstrip().startswith("///"):
            start, text = index, []
            while index < len(lines) and lines[index].lstrip().startswith("///"):
                text.append(lines[index].lstrip()[3:].strip())
                index += 1
            yield start + 1, text, index
        index += 1


def declaration(lines, index):
    """The text of a declaration from line `index` to its opening brace or its end."""
    text, depth = "", 0
    for line in lines[index:index + 30]:
        text += line.strip() + " "
        depth += line.count("(") - line.count(")")
        if depth <= 0:
            break
    return text


def parameters(text):
    """The parameters of a declaration, cut at commas outside of brackets."""
    return signature(text)[0]


def signature(text):
    """The parameters of a declaration, and the text behind them."""
    head = re.search(r"\b(func\s+[^\s(]+|init|subscript)", text)
    start = text.find("(", head.end()) if head else -1
    if start < 0:
        return [], ""
    depth, part, parts, index = 0, "", [], start
    for index, character in enumerate(text[start:], start):
        if character in "([{<":
            depth += 1
            if depth == 1:
                continue
        elif character in ")]}" or (character == ">" and not part.endswith("-")):
            depth -= 1
            if depth == 0:
                break
        if character == "," and depth == 1:
            parts.append(part.strip())
            part = ""
        else:
            part += character
    if part.strip():
        parts.append(part.strip())
    return parts, text[index + 1:]


def lengths(lines):
    """The number of lines of each function with a body."""
    for index, line in enumerate(lines):
        if not FUNCTION.match(line):
            continue
        indent = len(line) - len(line.lstrip())
        end = index
        if line.rstrip().endswith("}") and "{" in line:
            yield 1
            continue
        opened = False
        for end in range(index, min(index + 400, len(lines))):
            opened = opened or lines[end].rstrip().endswith("{")
            if opened and lines[end].startswith(" " * indent + "}"):
                yield end - index + 1
                break
            if not opened and end > index and (not lines[end].strip() or FUNCTION.match(lines[end])):
                break


def folder_circles():
    """Pairs of folders of one module that use each other's types."""
    found = []
    for module, folder in sorted(modules().items()):
        owner, text = {}, collections.defaultdict(str)
        for path in folder.rglob("*.swift"):
            place = str(path.parent.relative_to(folder))
            content = path.read_text(encoding="utf-8")
            text[place] += "\n".join(line for line in content.splitlines() if not line.lstrip().startswith("//"))
            for line in content.splitlines():
                if match := TYPE.match(line):
                    owner[match.group(1)] = place
        uses = collections.defaultdict(set)
        for place, content in text.items():
            for word in set(re.findall(r"\b[A-Z]\w+", content)):
                if owner.get(word, place) != place:
                    uses[place].add(owner[word])
        # The folder of the module itself is its composition; circles are between named folders.
        named = {place for place in uses if place != "."}
        for one in sorted(named):
            for other in sorted(uses[one]):
                if other != "." and one in uses.get(other, ()) and one < other:
                    found.append(f"{module}: {one} <-> {other}")
    return found


def late_imports():
    """Imports in the tests of a module (Tests/AREA/MODULETests) of one that Package.swift lists after it."""
    manifest = (ROOT / "Package.swift").read_text(encoding="utf-8")
    listed = re.findall(r'(?:\.(?:module|library)\(|arget\(\s*name:)\s*"(\w+)"', manifest)
    order = {name: place for place, name in reversed(list(enumerate(listed))) if name in modules()}
    found = []
    for path in sorted((ROOT / "Tests").glob("*/*Tests/**/*.swift")):
        own = path.relative_to(ROOT / "Tests").parts[1].removesuffix("Tests")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = re.match(r"\s*(?:@\w+ )*import (?:(?:class|enum|func|struct) )?(\w+)", line)
            if match and own in order and order.get(match.group(1), -1) > order[own]:
                found.append(f"{path.relative_to(ROOT)}:{number}: {match.group(1)}")
    return found


def count():
    riddles, blocks, functions, unlabelled, wide, lines_of = [], 0, 0, [], [], []
    throwing, silent, inline, names = 0, [], [], collections.defaultdict(set)
    per_folder = collections.Counter()
    module_of = {folder: name for name, folder in modules().items()}
    for path, lines in sources():
        place = path.relative_to(ROOT)
        per_folder[place.parent] += 1
        module = next((module_of[parent] for parent in path.parents if parent in module_of), "?")
        for line in lines:
            if match := TYPE.match(line):
                if not line.startswith(("private", "fileprivate")):
                    names[match.group(1)].add(module)
        documented = {}
        for number, text, after in doc_blocks(lines):
            blocks += 1
            documented[after] = text
            if text and RIDDLE.match(text[0]):
                riddles.append(f"{place}:{number}: {text[0][:70]}")
        for index, line in enumerate(lines):
            if not line.lstrip().startswith("//") and INLINE_PAIR.search(line):
                inline.append(f"{place}:{index + 1}")
            if not FUNCTION.match(line):
                continue
            text = declaration(lines, index)
            given, behind = signature(text)
            functions += 1
            if sum(1 for one in given if re.match(r"(@\w+\s+)*_\s", one)) >= 3:
                unlabelled.append(f"{place}:{index + 1}: {text[:70]}")
            if re.search(r"\binit\b", text.split("(")[0]) and len(given) > 8:
                wide.append(f"{place}:{index + 1}: {len(given)} parameters")
            if DECLARATION.match(line) and re.match(r"\s*(async\s+)?throws", behind):
                throwing += 1
                above = index
                while above and lines[above - 1].lstrip().startswith("@"):
                    above -= 1
                if not any("Throws:" in part for part in documented.get(above, [])):
                    silent.append(f"{place}:{index + 1}: {text[:70]}")
        lines_of += list(lengths(lines))
    share = lambda some, all: round(100 * some / max(all, 1), 2)
    full = [f"{folder}: {number}" for folder, number in sorted(per_folder.items()) if number > 25]
    twins = [f"{name}: {', '.join(sorted(owners))}" for name, owners in sorted(names.items()) if len(owners) > 1]
    circles = folder_circles()
    yield "Swift files", len([1 for _ in sources()]), []
    yield "lines of a function, median", statistics.median(lines_of), []
    yield "lines of a function, nine in ten", sorted(lines_of)[int(len(lines_of) * 0.9)], []
    yield "doc comments that open with What, Who, Those, Where (%)", share(len(riddles), blocks), riddles
    yield "functions with three or more unlabelled parameters (%)", share(len(unlabelled), functions), unlabelled
    yield "initializers with more than eight parameters", len(wide), wide
    yield "throwing public functions whose comment names no error (%)", share(len(silent), throwing), silent
    yield "folders with more than 25 files", len(full), full
    yield "folder circles inside a module", len(circles), circles
    yield "types of one name in two modules", len(twins), twins
    yield "texts written inline in two languages", len(inline), inline
    late = late_imports()
    yield "imports of a later module in tests", len(late), late


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--only", default="", help="a word of the figures to print")
    options = parser.parse_args()
    beyond = 0
    for name, value, places in count():
        if options.only not in name:
            continue
        bound = BOUNDS.get(name)
        bad = options.check and bound is not None and value > bound
        beyond += bad
        print(f"{value:>8}  {name}" + (f"  (at most {bound})" if bad else ""))
        if options.list or bad:
            for one in places:
                print(f"          {one}")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
