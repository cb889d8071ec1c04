"""The peak memory of every hostile script: writes the table of docs/THREAT_MODEL.md anew.

    python3 Benchmarks/attacks/peaks.py GRAPPE WORKSPACE [FOLDER…]

WORKSPACE is one with the bundles that ship, as `make demo` leaves it. Each script of Tests/EndToEndTests/HostileScripts gives a row: how
it ended and the most resident memory of its process (ru_maxrss). Of the scripts of each FOLDER, such as Tests/Runtime/HostileCorpus/Attacks,
which get half a second of processor time each, the greatest is named under the table. Fails where a script ends by a signal, as stuck, or
above its memory limit and 128 MiB.
"""
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "THREAT_MODEL.md"
BEGIN, END = "<!-- peaks: written by make peaks -->\n", "<!-- end of peaks -->\n"
HOST_MIB = 128
ENDS = {0: "ok", 1: "error", 3: "error", 4: "stop"}


def header(text, name):
    found = re.search(rf"^-- {name}: (.*)$", text, re.MULTILINE)
    return found.group(1) if found else ""


def run(grappe, workspace, file, more=()):
    """The end, the peak in MiB, the seconds and the options of a script."""
    options = header(file.read_text(errors="replace"), "with").split() or list(more)
    command = ["timeout", "-s", "KILL", "300", grappe, "script", "--workspace", workspace, "--lang", "en", *options, str(file)]
    start = time.monotonic()
    with open(os.devnull, "r+b") as null:
        process = subprocess.Popen(command, stdin=null, stdout=null, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    end = "stuck" if b"limit stuck" in errors else ENDS.get(code, f"code {code}")
    return end, usage.ru_maxrss / 1024, time.monotonic() - start, options


def limit(options):
    given = options[options.index("--memory") + 1] if "--memory" in options else "64MiB"
    return int(given.removesuffix("MiB")) + HOST_MIB


def measure(grappe, workspace, folder, more=()):
    """One line a script; and whether all kept the bound."""
    rows, is_good = [], True
    for file in sorted(folder.glob("*.lua")):
        end, peak, seconds, options = run(grappe, workspace, file, more)
        print(f"{file.stem:45} {end:6} {peak:5.0f} MiB {seconds:6.1f} s", flush=True)
        if end not in ENDS.values() or peak > limit(options):
            is_good = False
            print(f"  above its bound, or not ended as it should: {file}", file=sys.stderr)
        rows.append((file.stem, end, peak, " ".join(options)))
    return rows, is_good


def greatest(rows, folder):
    name, _, peak, _ = max(rows, key=lambda row: row[2])
    return f"Of the {len(rows)} scripts of `{folder}` the greatest peak is {peak:.0f} MiB (`{name}`).\n"


def main():
    grappe, workspace, *folders = sys.argv[1:]
    rows, is_good = measure(grappe, workspace, ROOT / "Tests/EndToEndTests/HostileScripts")
    build = "A debug build" if "debug" in grappe else "A release build"
    lines = [f"{build}, measured on {time.strftime('%Y-%m-%d')}.\n\n", "| attack | options | ends as | peak, MiB |\n", "|---|---|---|---|\n"]
    lines += [f"| `{name}` | {options and f'`{options}`'} | {end} | {peak:.0f} |\n" for name, end, peak, options in rows]
    short = ["--cpu", "500ms", "--wall", "5s"]
    for folder in folders:
        others, are_good = measure(grappe, workspace, pathlib.Path(folder), short)
        lines += ["\n", greatest(others, folder)]
        is_good = is_good and are_good
    page = PAGE.read_text()
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + "".join(lines) + END + rest.split(END)[1])
    sys.exit(0 if is_good else 1)


main()
