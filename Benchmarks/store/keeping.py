#!/usr/bin/env python3
"""Measures how a large workspace is imported, backed up, restored, examined and changed back, beside SQLite's own means, in one run.

    make build
    Benchmarks/store/keeping.py [ACTORS [TIES]]         default: 1000000 2000000

Imports made-up actors and ties into a workspace with the four bundles, then runs `sqlite3 .backup`, `PRAGMA integrity_check`, a `DELETE` of the
ties by sqlite3, `grappe backup`, `restore`, `doctor`, and `undo` of both imports, and prints for each the processor time (user + system), the peak memory, and the ratio to SQLite.
The restored workspace is examined and undone, and its file checked by `integrity_check` in the end.

The environment variable GRAPPE_BINARY names another binary, BUNDLES another folder of bundles, FOLDER another place for the workspace (8 GB for the
default sizes); KEEP=1 keeps the imported workspace, and uses one that was kept. Needs python3 and sqlite3."""
import csv
import os
import shutil
import sqlite3
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GRAPPE = os.environ.get("GRAPPE_BINARY", os.path.join(ROOT, ".build/release/grappe"))
FOLDER = os.environ.get("FOLDER", os.path.join(ROOT, ".build/benchmark-keeping"))
# As a writing transaction of Grappe, with the triggers and indexes of the file, and without a journal of changes.
DELETION = "PRAGMA cache_size = -96000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = FAST; DELETE FROM relation WHERE id LIKE 'tie-%'"
TYPES = ["member-of", "partner-of", "funds", "part-of", "supports"]


def run(command, directory=FOLDER):
    """Output, seconds of processor time and MiB of peak memory of a command; the benchmark ends where one fails."""
    process = subprocess.Popen(command, cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {output[-2000:]}")
    return output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def grappe(*arguments, workspace="."):
    return run([GRAPPE, *arguments, "--workspace", workspace, "--lang", "en"])


def show(name, figures, beside=""):
    print(f"| {name} | {figures[1]:.1f} | {figures[2]:.0f} | {beside} |", flush=True)


def words(database):
    """The kinds of actors, the territories and the sectors of the bundles."""
    base = sqlite3.connect(database)
    questions = [
        "SELECT DISTINCT kind FROM actor ORDER BY 1", "SELECT DISTINCT territory FROM actor WHERE territory IS NOT NULL ORDER BY 1",
        "SELECT code FROM concept WHERE scheme = 'sector' ORDER BY 1"]
    found = [[row[0] for row in base.execute(question)] for question in questions]
    base.close()
    return found


def write_actors(path, count, kinds, places, sectors):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "kind", "territory", "city", "sectors", "founded"])
        for n in range(count):
            sector = sectors[n * 11 % len(sectors)] if n % 3 else ""
            writer.writerow([
                f"made-up-{n:07}", f"Acteur inventé {n}", kinds[n * 7 % len(kinds)], places[n * 13 % len(places)], f"Ville {n % 997}", sector,
                str(1950 + n % 75)])


def write_ties(path, count, actors):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "from", "type", "to"])
        for n in range(count):
            one, other = n * 31 % actors, (n * 17 + 1 + n // actors) % actors
            if one != other:
                writer.writerow([f"tie-{n:07}", f"made-up-{one:07}", TYPES[n % 5], f"made-up-{other:07}"])


def imported(actors, ties):
    """Makes the workspace W by two imports and prints their figures."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    folder = os.environ.get("BUNDLES", os.path.join(ROOT, "bundles"))
    run([GRAPPE, "init", "new", "--trust-list", os.path.join(folder, "SHA256SUMS")])
    grappe("install", *sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".grappe")), "--yes", workspace="new")
    actors_file, ties_file = os.path.join(FOLDER, "actors.csv"), os.path.join(FOLDER, "ties.csv")
    write_actors(actors_file, actors, *words(os.path.join(FOLDER, "new/grappe.sqlite")))
    write_ties(ties_file, ties, actors)
    for path, entity, name in ((actors_file, "actor", "actors"), (ties_file, "relation", "ties")):
        figures = grappe("import", path, "--as", entity, workspace="new")
        show(f"`grappe import` of {name}", figures)
    os.rename(os.path.join(FOLDER, "new"), os.path.join(FOLDER, "W"))


def invocation(workspace, number):
    """The id of the import that ended as the last but `number`."""
    base = sqlite3.connect(os.path.join(FOLDER, workspace, "grappe.sqlite"))
    question = "SELECT id FROM invocation WHERE kind = 'import' ORDER BY id DESC LIMIT 1 OFFSET ?"
    (found,) = base.execute(question, (number,)).fetchone()
    base.close()
    return found


def beside(figures, *peers):
    """The ratio of processor time to that of the peers together."""
    return f"{figures[1] / sum(peer[1] for peer in peers):.2f}"


def measure():
    database = os.path.join(FOLDER, "W/grappe.sqlite")
    run(["sqlite3", database, "PRAGMA wal_checkpoint(TRUNCATE)"])
    print(f"| a file of {os.path.getsize(database) / 1e9:.2f} GB | | | |")
    copy = run(["sqlite3", database, ".backup copy.sqlite"])
    show("`sqlite3 .backup`", copy)
    check = run(["sqlite3", "copy.sqlite", "PRAGMA integrity_check"])
    show("`PRAGMA integrity_check` of the copy", check)
    deletion = run(["sqlite3", "copy.sqlite", DELETION])
    show("`DELETE` of the ties by sqlite3", deletion)
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(os.path.join(FOLDER, "copy.sqlite" + suffix)):
            os.remove(os.path.join(FOLDER, "copy.sqlite" + suffix))
    backup = grappe("backup", "B", workspace="W")
    show("`grappe backup`", backup, f"{beside(backup, copy, check)} times both together")
    shutil.rmtree(os.path.join(FOLDER, "R"), ignore_errors=True)
    run([GRAPPE, "init", "R"])
    restore = grappe("restore", "B", workspace="R")
    show("`grappe restore`", restore, f"{beside(restore, check)} times `integrity_check`")
    os.remove(os.path.join(FOLDER, "B"))
    doctor = grappe("doctor", workspace="R")
    show("`grappe doctor`", doctor, f"{beside(doctor, check)} times `integrity_check`")
    ties = grappe("undo", invocation("R", 0), "--yes", workspace="R")
    show("`grappe undo` of the import of the ties", ties, f"{beside(ties, deletion)} times the `DELETE`")
    show("`grappe undo` of the import of the actors", grappe("undo", invocation("R", 1), "--yes", workspace="R"))
    output, _, _ = run(["sqlite3", "R/grappe.sqlite", "PRAGMA integrity_check"])
    if output.strip() != "ok":
        sys.exit(f"the file is damaged after the undo: {output}")
    shutil.rmtree(os.path.join(FOLDER, "R"))


def main():
    counts = [int(argument) for argument in sys.argv[1:]] + [1_000_000, 2_000_000][len(sys.argv) - 1:]
    keeps = os.environ.get("KEEP") == "1"
    print("| what | s CPU | peak MiB | beside |\n|---|---:|---:|---|")
    if not (keeps and os.path.exists(os.path.join(FOLDER, "W"))):
        imported(*counts)
    measure()
    if not keeps:
        shutil.rmtree(FOLDER)
    print(f"\nLoad: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


if __name__ == "__main__":
    main()
