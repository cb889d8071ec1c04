"""How long commands take over hostile files, and to end at a signal: ends.py GRAPPE WORKSPACE. Prints seconds and exit codes.

WORKSPACE is one with the bundles that ship, as `make demo` leaves it; nothing in it is changed.
"""
import os
import signal
import subprocess
import sys
import tempfile
import time

LOOP = "while true do end"
QUERY = """return grappe.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")"""
CHART = """local doc, labels, values = grappe.document { title = "x" }, {}, {}
for i = 1, 90000 do labels[i], values[i] = "l" .. i, i end
for i = 1, 30 do doc:chart { kind = "bar", title = "t" .. i, labels = labels, series = { { name = "s", values = values } } } end"""


def command(grappe, workspace, *arguments):
    return [grappe, arguments[0], "--workspace", workspace, "--lang", "en", *arguments[1:]]


def files(folder):
    """The files that the commands are given, by name."""
    texts = {
        "columns.csv": ",".join(f"c{i}" for i in range(1_000_000)) + "\n" + "," * 999_999 + "\n",
        "rows.csv": "id,name\n" + "".join(f"made-up-{i},Made up {i}\n" for i in range(300_000)),
        "loop.lua": LOOP, "query.lua": QUERY, "chart.lua": CHART,
    }
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    plugin = os.path.join(folder, "deep")
    os.mkdir(plugin)
    with open(os.path.join(plugin, "plugin.toml"), "w") as file:
        file.write('[plugin]\nname = "deep"\nversion = "1.0.0"\napi = 1\ntitle = { fr = "x", en = "x" }\n')
    with open(os.path.join(plugin, "init.lua"), "w") as file:
        file.write("local x = " + "not " * 150_000 + "true\n")
    return {name: os.path.join(folder, name) for name in [*texts, "deep"]}


def spend(arguments, number=None, after=1.0):
    """Seconds from the start, or from the signal, to the end, and the exit code."""
    process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if number is not None:
        time.sleep(after)
    start = time.monotonic()
    if number is not None:
        process.send_signal(number)
    process.wait(120)
    return time.monotonic() - start, process.returncode


def main():
    grappe, workspace = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        at = files(folder)
        preview = ("import", at["columns.csv"], "--as", "actor", "--dry-run")
        for name, arguments in {
            "import of a header of 1,000,000 columns": command(grappe, workspace, *preview),
            "check of 150,000 nested operators": [grappe, "check", at["deep"]],
        }.items():
            seconds, code = spend(arguments)
            print(f"{name:50} {seconds:6.2f} s, exit code {code}")
        running = {
            "script, endless loop": command(grappe, workspace, "script", at["loop.lua"], "--cpu", "60s", "--wall", "60s"),
            "script, endless query": command(grappe, workspace, "script", at["query.lua"], "--cpu", "60s", "--wall", "60s"),
            "script, rendering 30 charts to HTML": command(
                grappe, workspace, "script", at["chart.lua"], "--cpu", "60s", "--memory", "512MiB", "--format", "html"),
            "import of 300,000 rows": command(grappe, workspace, "import", at["rows.csv"], "--as", "actor", "--dry-run"),
            "serve": command(grappe, workspace, "serve"),
        }
        for name, arguments in running.items():
            for number in (signal.SIGINT, signal.SIGTERM):
                seconds, code = spend(arguments, number)
                print(f"{name + ', ' + number.name:50} {seconds:6.2f} s, exit code {code}", flush=True)


main()
