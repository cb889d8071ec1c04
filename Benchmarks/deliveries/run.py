#!/usr/bin/env python3
"""Measures how fast `grappe serve` delivers the events of an import to the handlers of plugins.

    Benchmarks/deliveries/run.py [GRAPPE] [EVENTS]      default: .build/release/grappe, 10,000 actors

An import of EVENTS made-up actors leaves its events in the queue, but for the first thousand, which the import delivers itself. A host then delivers the
rest: to one handler that counts in its storage, and in a second workspace to that one and to one that notes each actor under a key of its own. Printed are, from the first delivery to the last: seconds by the clock, deliveries a second, and the processor time of all threads of the
host for one delivery, user and system (`/proc/PID/stat`). Beside them another process writes one concept a second meanwhile: its longest wait
for the write lock, start of the program included. At the end each handler has counted each actor once. Needs the sqlite3 shell."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MANIFEST = """[plugin]
name = "{name}"
version = "1.0.0"
api = 1
title = {{ fr = "Essai", en = "Test" }}

[permissions]
actors = {{ access = "read", reason = {{ fr = "compter", en = "to count" }} }}
storage = {{ access = "write", reason = {{ fr = "compter", en = "to count" }} }}
"""
COUNTER = """
grappe.on("actor.created", function()
  grappe.storage.set("count", (grappe.storage.get("count") or 0) + 1)
end)
"""
NOTER = """
grappe.on("actor.created", function(actor)
  grappe.storage.set("seen." .. actor.id, { name = actor.name, kind = actor.kind })
end)
"""


class Bench:
    def __init__(self, grappe, events):
        self.grappe, self.events = grappe, events
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="grappe-deliveries-"))

    def run(self, *arguments):
        done = subprocess.run([self.grappe, *map(str, arguments)], cwd=self.workspace, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def sql(self, text):
        return subprocess.run(["sqlite3", "-cmd", ".timeout 10000", self.workspace / "grappe.sqlite", text],
                              capture_output=True, text=True, check=True).stdout.strip()

    def prepare(self, plugins):
        self.workspace = self.folder / "-".join(plugins)
        subprocess.run([self.grappe, "init", self.workspace], check=True, capture_output=True)
        self.run("eval", "--write", 'concepts.add{ scheme = "actor-kind", code = "demo", label = { fr = "essai", en = "test" } }')
        for name, code in plugins.items():
            source = self.folder / f"{name}-source"
            source.mkdir(exist_ok=True)
            (source / "plugin.toml").write_text(MANIFEST.format(name=name))
            (source / "init.lua").write_text(code)
            bundle = self.folder / f"{name}.grappe"
            identity = "sha256:" + self.run("pack", source, "-o", bundle).split()[0]
            self.run("install", "--yes", "--trust", identity, bundle)
        rows = "".join(f"a{n},Actor {n},demo\n" for n in range(self.events))
        (self.workspace / "in.csv").write_text("id,name,kind\n" + rows)
        self.run("import", "in.csv", "--as", "actor")

    def processor_seconds(self, process):
        fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return [int(fields[index]) / os.sysconf("SC_CLK_TCK") for index in (11, 12)]

    def serve(self, plugins):
        waiting = int(self.sql("SELECT count(*) FROM delivery"))
        host = subprocess.Popen([self.grappe, "serve"], cwd=self.workspace, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while int(self.sql("SELECT count(*) FROM delivery")) == waiting:
                time.sleep(0.005)
            first = int(self.sql("SELECT count(*) FROM delivery"))
            start, before, waits = time.monotonic(), self.processor_seconds(host), []
            while self.sql("SELECT 1 FROM delivery LIMIT 1"):
                began = time.monotonic()
                self.run("eval", "--write", f'concepts.add{{ scheme = "sector", code = "c{len(waits)}", label = {{ en = "c" }} }}')
                waits.append(time.monotonic() - began)
                time.sleep(max(0.02, 0.2 - waits[-1]))
            # The end is the time of the last log entry, which the loop above sees late.
            user, system = (after - earlier for after, earlier in zip(self.processor_seconds(host), before))
            seconds = time.monotonic() - start
        finally:
            host.send_signal(signal.SIGTERM)
            host.wait(60)
        for name in plugins:
            handled = self.sql(f"SELECT count(*) FROM invocation WHERE plugin = '{name}' AND kind = 'handler' AND outcome = 'done'")
            if int(handled) != self.events:
                sys.exit(f"{name}: {handled} of {self.events} deliveries")
        return first, seconds, user, system, waits


def main():
    grappe = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else str(ROOT / ".build/release/grappe")
    bench = Bench(grappe, int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
    print(f"{'handlers':16} {'deliveries':>10} {'s':>7} {'a second':>9} {'user ms':>8} {'system ms':>9} {'longest write s':>15}")
    try:
        for plugins in ({"counter": COUNTER}, {"counter": COUNTER, "noter": NOTER}):
            bench.prepare(plugins)
            count, seconds, user, system, waits = bench.serve(plugins)
            print(f"{' + '.join(plugins):16} {count:10} {seconds:7.2f} {count / seconds:9.0f} {user / count * 1e3:8.3f} {system / count * 1e3:9.3f}"
                  f" {max(waits):15.2f}", flush=True)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
