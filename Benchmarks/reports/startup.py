#!/usr/bin/env python3
"""Starts grappe on a workspace with the four bundles and measures the processor time of whole processes.

    make build && make demo
    Benchmarks/reports/startup.py [RUNS]        default: 21 runs of each command
    GRAPPE=.build-static/release/grappe Benchmarks/reports/startup.py        another build, as `make build-static` makes it

Prints, for each command, the median of user + system time in milliseconds, the peak memory, and the ratio to `python3 -c ''`
measured in the same run, each command in turn. Needs python3 and lua5.4; `datasette --version` is
measured where it is installed (pip install datasette)."""
import os
import shutil
import statistics
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GRAPPE = os.path.abspath(os.environ.get("GRAPPE", os.path.join(ROOT, ".build/release/grappe")))
DEMO = os.path.join(ROOT, "demo")
# The system's own: another one in PATH may start three times as slowly.
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
COMMANDS = {
    "python3 -c ''": [PYTHON, "-c", ""],
    "lua5.4 -e ''": ["lua5.4", "-e", ""],
    "grappe eval 1": [GRAPPE, "eval", "1"],
    "grappe list": [GRAPPE, "list"],
    "grappe report": [GRAPPE, "report"],
    "grappe report wallonia:cartographie": [GRAPPE, "report", "wallonia:cartographie"],
    "grappe report wallonia:financements": [GRAPPE, "report", "wallonia:financements"],
    "grappe report wallonia:indicateurs": [GRAPPE, "report", "wallonia:indicateurs"],
    "grappe report paca:ecosysteme": [GRAPPE, "report", "paca:ecosysteme"],
}
if shutil.which("datasette"):
    COMMANDS["datasette --version"] = ["datasette", "--version"]


def measure(command):
    """Milliseconds of processor time and KiB of peak memory of one run."""
    process = subprocess.Popen(command, cwd=DEMO, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    figures = {name: [] for name in COMMANDS}
    for number in range(runs + 1):
        for name, command in COMMANDS.items():
            figure = measure(command)
            if number > 0:  # The first round warms the file cache.
                figures[name].append(figure)
    base = statistics.median(cpu for cpu, _ in figures["python3 -c ''"])
    print(f"{'command':40} {'CPU ms':>8} {'ratio':>7} {'peak MiB':>9}")
    for name, list_ in figures.items():
        cpu = statistics.median(cpu for cpu, _ in list_)
        peak = max(peak for _, peak in list_) / 1024
        print(f"{name:40} {cpu:8.1f} {cpu / base:7.2f} {peak:9.1f}")


if __name__ == "__main__":
    main()
