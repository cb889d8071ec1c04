#!/usr/bin/env python3
"""Every report of the four bundles over a million made-up actors and two million ties.

    make build && make demo
    Benchmarks/reports/bundles.py [ACTORS [TIES]]

Prints, for each report, the seconds that passed, the seconds of processor time, the peak memory, and how it ended: the last line that it
wrote where it says what to narrow. The records go into the tables without the triggers and indexes, which are made again afterwards.
The environment variable GRAPPE names another binary, FOLDER another place for the workspace, of some 1.2 GB. Needs python3."""
import json
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GRAPPE = os.environ.get("GRAPPE", os.path.join(ROOT, ".build/release/grappe"))
FOLDER = os.environ.get("FOLDER", os.path.join(ROOT, ".build/benchmark-bundles"))
NOW = "2026-01-01T00:00:00Z"
EXTRA = {
    "europe:destinataires": ["--purpose", "newsletter"],
    "wallonia:parcours": ["--project", "exemple-jeu"],
    "luxembourg:consortium": ["--sectors", "xr,jeu-video", "--territory", "BE-WAL"],
    "luxembourg:presentations": ["--territory", "LU"],
}
# What one types when a report says what to narrow.
NARROWED = [
    ("wallonia:cartographie", "--city", "liege"), ("wallonia:cartographie", "--territory", "BE-WNA", "--sector", "jeu-video"),
    ("europe:rapport-annuel", "--territory", "BE-WNA"), ("europe:territoires", "--territory", "BE-WLX"),
    ("luxembourg:reseau", "--territory", "LU-WI"), ("luxembourg:hubs", "--territory", "LU-WI"),
    ("paca:ecosysteme", "--departement", "FR-05", "--kind", "company"),
]


def workspace():
    """A workspace with the four bundles and the example projects."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    subprocess.run([GRAPPE, "init", FOLDER], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    folder = os.path.join(ROOT, "bundles")
    bundles = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".grappe"))
    for command in (["install", *bundles, "--yes"], ["run", "wallonia:exemples"]):
        subprocess.run([GRAPPE, *command, "--workspace", FOLDER], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def fill(actors, ties):
    base = sqlite3.connect(os.path.join(FOLDER, "grappe.sqlite"), isolation_level=None)
    for setting in ("synchronous=OFF", "cache_size=-1500000", "foreign_keys=OFF"):
        base.execute("PRAGMA " + setting)
    kinds = [row[0] for row in base.execute("SELECT DISTINCT kind FROM actor ORDER BY 1")]
    places = [row[0] for row in base.execute("SELECT DISTINCT territory FROM actor WHERE territory IS NOT NULL ORDER BY 1")]
    sectors = [row[0] for row in base.execute("SELECT code FROM concept WHERE scheme = 'sector' ORDER BY 1")]
    types = ["member-of", "partner-of", "funds", "part-of", "supports"]
    base.execute("BEGIN")
    dropped = base.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('actor', 'relation', 'actor_sectors')"
        " AND type IN ('trigger', 'index') AND sql IS NOT NULL").fetchall()
    for sort, name, _ in dropped:
        base.execute(f'DROP {sort} "{name}"')
    base.executemany(
        "INSERT INTO actor (id, name, kind, territory, city, sectors, founded, visibility, standing, created_at, updated_at, owner)"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, 'public', 'existing', '{NOW}', '{NOW}', 'admin')",
        ((f"made-up-{n:07}", f"Acteur inventé {n}", kinds[n * 7 % len(kinds)], places[n * 13 % len(places)], f"Ville {n % 997}",
          f'["{sectors[n * 11 % len(sectors)]}"]' if n % 3 else None, str(1950 + n % 75)) for n in range(actors)))
    ends = ((n, n * 31 % actors, (n * 17 + 1 + n // actors) % actors) for n in range(ties))
    base.executemany(
        'INSERT INTO relation (id, "from", type, "to", derived, visibility, standing, created_at, updated_at, owner)'
        f" VALUES (?, ?, ?, ?, 0, 'public', 'existing', '{NOW}', '{NOW}', 'admin')",
        ((f"tie-{n:07}", f"made-up-{one:07}", types[n % 5], f"made-up-{other:07}") for n, one, other in ends if one != other))
    for entity, prefix in (("actor", "made-up-"), ("relation", "tie-")):
        base.execute(f"INSERT INTO record (id, entity) SELECT id, '{entity}' FROM {entity} WHERE id LIKE '{prefix}%'")
    base.execute(
        "INSERT INTO actor_sectors (target, id) SELECT json_extract(sectors, '$[0]'), id FROM actor"
        " WHERE id LIKE 'made-up-%' AND sectors IS NOT NULL")
    for _, _, sql in dropped:
        base.execute(sql)
    base.execute("COMMIT")
    base.execute("ANALYZE")
    base.close()


def measure(name, *options):
    """Seconds that passed, seconds of processor time, MiB of peak memory and the end of one report."""
    command = [GRAPPE, "report", name, *options, "--lang", "en", "--workspace", FOLDER, "--format", "text"]
    started = os.times().elapsed
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall, cpu = os.times().elapsed - started, usage.ru_utime + usage.ru_stime
    words = " ".join(output.split())
    end = "narrow" if "narrow it with" in words else "whole" if process.returncode == 0 else words[-100:]
    return wall, cpu, usage.ru_maxrss / 1024, end


def main():
    counts = [int(argument) for argument in sys.argv[1:]] + [1_000_000, 2_000_000][len(sys.argv) - 1:]
    workspace()
    # In a process of its own: the peak memory of a child begins with that of the process that forks it.
    filler = multiprocessing.Process(target=fill, args=counts)
    filler.start()
    filler.join()
    if filler.exitcode:
        sys.exit("the records could not be written")
    listed = json.loads(subprocess.run([GRAPPE, "report", "--json", "--workspace", FOLDER], check=True, capture_output=True).stdout)
    print(f"| report | s | CPU s | peak MiB | answer |\n|---|---:|---:|---:|---|")
    for report in [(entry["name"], *EXTRA.get(entry["name"], [])) for entry in listed] + NARROWED:
        wall, cpu, peak, end = measure(*report)
        print(f"| `{' '.join(report)}` | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {end} |", flush=True)
    shutil.rmtree(FOLDER)


if __name__ == "__main__":
    main()
