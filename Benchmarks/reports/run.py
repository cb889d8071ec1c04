#!/usr/bin/env python3
"""Reports over a million actors beside python3's sqlite3 and csv, then the start-up of whole processes.

    make build && make demo
    Benchmarks/reports/run.py [ACTORS]      default: 1,000,000 actors, in a workspace made for it under .build/

The actors are made up: names, kinds and places follow from their number. Prints, for each report, the processor time and the peak
memory of the whole process, the ratio to Python in the same run, and whether both wrote the same rows; then runs startup.py.
Needs python3."""
import os
import shutil
import sqlite3
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GRAPPE = os.path.join(ROOT, ".build/release/grappe")
FOLDER = os.path.join(ROOT, ".build/benchmark-reports")
DATABASE = os.path.join(FOLDER, "grappe.sqlite")
LIMITS = ["--cpu", "10min", "--wall", "30min"]


def measure(command):
    """Seconds of processor time, seconds that passed and MiB of peak memory of one run."""
    started = os.times().elapsed
    process = subprocess.Popen(command, cwd=FOLDER)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, os.times().elapsed - started, usage.ru_maxrss / 1024


def fill(actors):
    """A workspace with the four bundles and made-up actors."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    subprocess.run([GRAPPE, "init", FOLDER], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    bundles = sorted(os.path.join(ROOT, "bundles", name) for name in os.listdir(os.path.join(ROOT, "bundles")) if name.endswith(".grappe"))
    subprocess.run([GRAPPE, "install", *bundles, "--yes", "--workspace", FOLDER], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    base = sqlite3.connect(DATABASE)
    kinds = [row[0] for row in base.execute("SELECT DISTINCT kind FROM actor ORDER BY kind")]
    places = [row[0] for row in base.execute("SELECT DISTINCT territory FROM actor WHERE territory IS NOT NULL ORDER BY 1")]
    base.executemany(
        "INSERT INTO actor (id, name, kind, territory, city, founded, visibility, standing, created_at, updated_at, owner)"
        " VALUES (?, ?, ?, ?, ?, ?, 'public', 'existing', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'admin')",
        ((f"made-up-{n:07}", f"Acteur inventé {n}", kinds[n * 7 % len(kinds)], places[n * 13 % len(places)], f"Ville {n % 997}",
          str(1950 + n % 75)) for n in range(actors)))
    base.commit()
    base.execute("ANALYZE")
    base.close()


def same_rows(*paths):
    """Whether files hold the same rows in any order; in a process of its own, since a child's peak begins with its parent's."""
    code = "import csv, sys; a, b = (sorted(csv.reader(open(p, newline='', encoding='utf-8'))) for p in sys.argv[1:]); sys.exit(a != b)"
    return subprocess.run([sys.executable, "-c", code, *paths]).returncode == 0


def compare(report):
    ours, theirs = (os.path.join(FOLDER, f"{report}-{who}.csv") for who in ("grappe", "python"))
    script = os.path.join(HERE, f"{report}.lua")
    for _ in range(2):  # The first round warms the file cache.
        peer = measure([sys.executable, os.path.join(HERE, "peer.py"), report, DATABASE, theirs])
        own = measure([GRAPPE, "script", script, "--format", "csv", "-o", ours, *LIMITS])
    same = "same rows" if same_rows(ours, theirs) else "ROWS DIFFER"
    for name, (cpu, wall, peak) in [("python3 sqlite3 + csv", peer), ("grappe script", own)]:
        print(f"{report:8} {name:24} {cpu:8.2f} {cpu / peer[0]:7.2f} {wall:8.2f} {peak:9.1f}")
    print(f"{report:8} {same}")


def main():
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    print(f"{'report':8} {'by':24} {'CPU s':>8} {'ratio':>7} {'wall s':>8} {'peak MiB':>9}")
    for report in ["grouped", "rows"]:
        compare(report)
    cpu, wall, peak = measure(
        [GRAPPE, "script", os.path.join(HERE, "rows.lua"), "--format", "xlsx", "-o", os.path.join(FOLDER, "rows.xlsx"), *LIMITS])
    print(f"{'rows':8} {'grappe script, xlsx':24} {cpu:8.2f} {'':7} {wall:8.2f} {peak:9.1f}\n")
    shutil.rmtree(FOLDER)
    subprocess.run([sys.executable, os.path.join(HERE, "startup.py")], check=True)


if __name__ == "__main__":
    main()
