#!/usr/bin/env python3
"""Measures the store beside its peers, in one run, at several sizes.

    make install-system install-test-tools && swift build -c release
    apt-get install lua-sql-sqlite3; pip install sqlite-utils
    Benchmarks/store/run.py [ROWS…]         default: 10000 100000 1000000

Prints processor time (user + system): on a machine that does other work as well, wall time says little. Imports are whole processes,
once each; of streaming, get, filter and near each figure is the least of five, taken in turn.
Peers: the sqlite3 shell, sqlite-utils, Python's sqlite3 into dictionaries, and plain Lua 5.4 with lua-sql-sqlite3. A peer that
is not installed is named and left out."""
import csv
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.dirname(os.path.abspath(__file__))
GRAPPE = os.environ.get("GRAPPE_BINARY", os.path.join(ROOT, ".build/release/grappe"))
SYLLABLES = "ka ki ko li lo ma mi no ra ri so ta te to va vi zo be du fa gi ha ju pe qu ro su ti ul xe".split()
CITIES = ["Namur", "Liège", "Mons", "Charleroi", "Tournai", "Luxembourg", "Esch-sur-Alzette", "Marseille", "Nice", "Toulon"]
LIMITS = ["--cpu", "30min", "--wall", "60min", "--memory", "1GiB"]


def words(random_numbers):
    """A vocabulary in which some words are frequent and most are rare, and a way to draw from it."""
    vocabulary = sorted({"".join(random_numbers.choices(SYLLABLES, k=random_numbers.randint(2, 4))) for _ in range(20_000)})
    random_numbers.shuffle(vocabulary)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    return vocabulary, lambda count: random_numbers.choices(vocabulary, cum_weights=weights, k=count)


def write_actors(path, rows):
    """Actors with nine words each, one in `rows` of a hundred towns, half of them with a place. The same in every run."""
    numbers = random.Random(1)
    vocabulary, draw = words(numbers)
    towns = CITIES + [word.capitalize() for word in vocabulary[:90]]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "kind", "city", "territory", "lat", "lon", "description", "website"])
        for number in range(rows):
            name = " ".join(draw(2)).title() + f" {number}"
            place = [f"{numbers.uniform(42, 52):.5f}", f"{numbers.uniform(2, 8):.5f}"] if number % 2 else ["", ""]
            writer.writerow(
                [f"actor-{number:07}", name, numbers.choice(["company", "association", "school"]), numbers.choice(towns),
                 numbers.choice(["BE-WAL", "LU", "FR-PAC"]), *place, " ".join(draw(7)), f"https://example.org/{number}"])
    return vocabulary


def run(command, directory, stdin=None):
    """Output and seconds of processor time of a command; the benchmark ends where one fails."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=directory, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT)
        process.stdin.write((stdin or "").encode())
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode()
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {text[-2000:]}")
    return text, usage.ru_utime + usage.ru_stime


def make_workspace(directory):
    run([GRAPPE, "init", "."], directory)
    run([GRAPPE, "script", os.path.join(HERE, "vocabulary.lua"), "--write"], directory)


def tool(name):
    """The path of a peer; None, said aloud, where it is not installed."""
    beside = os.path.join(ROOT, ".build/test-python/bin", name)
    found = beside if os.path.exists(beside) else shutil.which(name)
    if not found:
        print(f"SKIPPED: {name} is not installed", file=sys.stderr)
    return found


# Importing. The shell fills the very tables of a workspace, with their triggers and indexes.

def import_grappe(directory):
    return run([GRAPPE, "import", "actors.csv", "--as", "actor"], directory)[1]


def import_shell(directory):
    copy = os.path.join(directory, "shell.sqlite")
    shutil.copyfile(os.path.join(directory, "empty.sqlite"), copy)
    flush = run(["sqlite3", copy, FLUSH_COLUMNS], directory)[0].strip()
    script = f"""
.import --csv actors.csv temp_actor
BEGIN;
INSERT INTO actor (id, name, kind, city, territory, lat, lon, description, website, visibility, standing, created_at, updated_at, owner)
SELECT id, name, kind, city, territory, nullif(lat, ''), nullif(lon, ''), description, website, 'public', 'existing',
  '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'admin' FROM temp_actor;
INSERT INTO actor_search (rowid, {flush}) SELECT r.number, {flush} FROM actor t JOIN record r ON r.id = t.id ORDER BY r.number;
DELETE FROM search_pending;
DROP TABLE temp_actor;
COMMIT;
"""
    return run(["sqlite3", "-bail", copy], directory, script)[1]


FLUSH_COLUMNS = "SELECT group_concat(name, ', ') FROM pragma_table_info('actor_search')"


def import_sqlite_utils(directory, path):
    database = os.path.join(directory, "utils.sqlite")
    if os.path.exists(database):
        os.remove(database)
    seconds = run([path, "insert", database, "actors", "actors.csv", "--csv", "--pk", "id"], directory)[1]
    for column in ["name", "kind", "city", "territory", "lat"]:
        seconds += run([path, "create-index", database, "actors", column], directory)[1]
    return seconds + run([path, "enable-fts", database, "actors", "name", "description", "city"], directory)[1]


# Reading.

def lua_seconds(directory, script, *arguments):
    """Seconds of processor time that a script of Grappe says its loop took."""
    return float(run([GRAPPE, "script", os.path.join(HERE, script), *arguments, *LIMITS], directory)[0].split()[-1])


def told_seconds(command):
    """Seconds of processor time that a peer says its loop took."""
    return float(run(command, None)[0])


def least(measures, rounds=5):
    """The least figure of each of several measures that take turns: what else a machine does only ever adds to them."""
    taken = [{name: measure() for name, measure in measures.items()} for _ in range(rounds)]
    return {name: min(figures[name] for figures in taken) for name in measures}


def measure(rows):
    with tempfile.TemporaryDirectory(prefix="grappe-store-") as directory:
        figures = {}
        vocabulary = write_actors(os.path.join(directory, "actors.csv"), rows)
        make_workspace(directory)
        database = os.path.join(directory, "grappe.sqlite")
        run(["sqlite3", database, "PRAGMA wal_checkpoint(TRUNCATE)"], directory)
        shutil.copyfile(database, os.path.join(directory, "empty.sqlite"))
        figures["import: grappe, s"] = import_grappe(directory)
        figures["import: sqlite3 shell, same tables, s"] = import_shell(directory)
        if utils := tool("sqlite-utils"):
            figures["import: sqlite-utils, indexes and FTS, s"] = import_sqlite_utils(directory, utils)
        streams = {"stream 5 fields: grappe, s": lambda: lua_seconds(directory, "stream.lua")}
        if subprocess.run(["lua5.4", "-e", "require 'luasql.sqlite3'"], capture_output=True).returncode == 0:
            streams["stream: lua-sql-sqlite3, s"] = lambda: told_seconds(["lua5.4", os.path.join(HERE, "stream_luasql.lua"), database])
        else:
            print("SKIPPED: lua-sql-sqlite3 is not installed", file=sys.stderr)
        streams["stream: Python into dicts, s"] = lambda: told_seconds([sys.executable, os.path.join(HERE, "stream_dicts.py"), database])
        figures |= least(streams)
        figures |= least({
            "get by id, µs": lambda: lua_seconds(directory, "get.lua", str(rows)) * 1e6,
            "filter on an indexed field, µs": lambda: lua_seconds(directory, "filter.lua", str(rows)) * 1e6,
            "near a point, 5 km, µs": lambda: lua_seconds(directory, "near.lua") * 1e6,
        })
        # A user's words: rare and frequent ones, one or two, whole and begun.
        numbers = random.Random(2)
        _, draw = words(random.Random(1))
        queries = [" ".join(draw(numbers.randint(1, 2))) for _ in range(200)]
        queries = [query[:-1] if numbers.random() < 0.3 and len(query) > 4 else query for query in queries]
        p50, p95 = run([GRAPPE, "script", os.path.join(HERE, "search.lua"), *LIMITS, *queries], directory)[0].split()[-2:]
        figures["search, 20 best: p50, ms"], figures["search: p95, ms"] = float(p50) * 1e3, float(p95) * 1e3
        figures["file, MiB"] = os.path.getsize(database) / 2**20
        return figures


def main():
    sizes = [int(text) for text in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
    columns = [measure(rows) for rows in sizes]
    print("| | " + " | ".join(f"{rows:,}" for rows in sizes) + " |\n|---|" + "---:|" * len(sizes))
    for name in columns[0]:
        print(f"| {name} | " + " | ".join(f"{figures[name]:.3g}" for figures in columns) + " |")
    print(f"\nLoad: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


if __name__ == "__main__":
    main()
