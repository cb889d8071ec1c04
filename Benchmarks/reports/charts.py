"""The time a script takes that builds one chart and renders it in a format: charts.py GRAPPE WORKSPACE. Prints seconds, the least of three runs."""
import os
import subprocess
import sys
import tempfile
import time

SHAPES = [("matrix", 300, 20), ("matrix", 430, 430), ("bar", 2000, 1), ("bar", 95000, 1), ("stacked", 40, 200), ("line", 400, 100), ("share", 3000, 1)]
FORMATS = ["text", "md", "html", "csv", "json", "xlsx"]


def seconds(grappe, workspace, shape, form, folder):
    kind, labels, series = shape
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "charts.lua")
    command = [grappe, "script", "--workspace", workspace, script, "--kind", kind, "--n", str(labels), "--m", str(series),
               "--format", form, "-o", os.path.join(folder, "chart." + form)]
    best = float("inf")
    for _ in range(3):
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.monotonic() - start)
    return best


def main():
    grappe, workspace = sys.argv[1:]
    print("shape".ljust(20) + "".join(form.rjust(8) for form in FORMATS))
    with tempfile.TemporaryDirectory() as folder:
        for shape in SHAPES:
            times = [seconds(grappe, workspace, shape, form, folder) for form in FORMATS]
            print(f"{shape[0]} {shape[1]}x{shape[2]}".ljust(20) + "".join(f"{value:8.2f}" for value in times))


main()
