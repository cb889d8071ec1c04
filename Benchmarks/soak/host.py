#!/usr/bin/env python3
"""Serves a workspace for some simulated hours beside everything that may happen to it, and looks whether anything was lost.

    host.py GRAPPE BUNDLES [SECONDS] [HOURS] [SEED]      360 seconds that the host takes for 6 hours, by default

`grappe serve` runs under faketime, whose clock the script moves: on by the minute, and now and then by an hour, or back by some minutes. Meanwhile it adds
records, imports lists, upgrades and rolls back a plugin, backs up and restores elsewhere, and fills the disk (a tmpfs of 192 MiB; as another user than root without
that), all by the command line. A plugin counts each new record from its event; jobs of two others loop, take memory or write without end.

Kept is what a command acknowledged by its exit code 0. At the end every kept record is there, each was delivered exactly once, the good job ran about as often as the
clock said, `grappe doctor` finds nothing, and the memory and the descriptors of the host are where they were after the first quarter. Exit code 0 if so.
"""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

GOOD = """
grappe.on("actor.created", function(actor)
  local key = "seen." .. actor.id
  grappe.storage.set(key, (grappe.storage.get(key) or 0) + 1)
end)
grappe.job{ id = "tick", every = "5m", run = function() grappe.storage.set("ticks", (grappe.storage.get("ticks") or 0) + 1) end }
"""
HOSTILE = {
    "looper": 'grappe.job{ id = "loop", every = "10m", run = function() while true do end end }',
    "hoarder": 'grappe.job{ id = "hoard", every = "10m", run = function() local t = {} while true do t[#t + 1] = ("x"):rep(1000) .. #t end end }',
    "filler": 'grappe.job{ id = "fill", every = "10m", run = function()\n'
    '  for n = 1, 1e9 do grappe.storage.set("k" .. n, ("x"):rep(10000)) end end }',
}
MANIFEST = """[plugin]
name = "{name}"
version = "{version}"
api = 1
title = {{ fr = "Essai", en = "Test" }}

[dependencies]
europe = ">=1.0"

[permissions]
actors = {{ access = "read", reason = {{ fr = "compter", en = "to count" }} }}
jobs = {{ access = "write", reason = {{ fr = "compter", en = "to count" }} }}
storage = {{ access = "write", reason = {{ fr = "compter", en = "to count" }} }}

[limits]

[data]
schema = 0
"""


class Soak:
    def __init__(self, grappe, bundles, seconds, hours, seed):
        self.grappe, self.bundles = os.path.abspath(grappe), pathlib.Path(bundles).resolve()
        self.seconds, self.hours, self.random = seconds, hours, random.Random(seed)
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="grappe-soak-"))
        # The confined host reads the clock in its workspace.
        self.workspace, self.clock = self.root / "disk" / "workspace", self.root / "disk" / "workspace" / "clock"
        self.kept, self.counts, self.samples = [], {}, []
        self.offset = 0
        self.number = 0

    # Commands

    def run(self, *words, cwd=None, allowed=None):
        result = subprocess.run([self.grappe, *words], cwd=cwd or self.workspace, capture_output=True, text=True, timeout=120)
        name = words[0] if result.returncode == 0 else f"{words[0]} ended with {result.returncode}"
        self.counts[name] = self.counts.get(name, 0) + 1
        if allowed is not None and result.returncode not in allowed:
            raise SystemExit(f"{words}: {result.returncode}\n{result.stderr}")
        return result

    def set_up(self):
        disk = self.root / "disk"
        disk.mkdir()
        self.has_disk = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=192m", "soak", disk]).returncode == 0
        if not self.has_disk:
            print("SKIPPED: no tmpfs can be mounted; the disk never gets full", file=sys.stderr)
        self.run("init", str(self.workspace), "--trust-list", str(self.bundles / "SHA256SUMS"), cwd=self.root, allowed=[0])
        self.run("install", "--yes", *map(str, sorted(self.bundles.glob("europe*.grappe"))), allowed=[0])
        self.run("eval", "--write", 'grappe.concepts.add{ scheme = "actor-kind", code = "soak", label = { en = "Soak" } }', allowed=[0])
        for name, code in [("counter", GOOD), *HOSTILE.items()]:
            self.install(name, "1.0.0", code, allowed=[0])
        self.versions = 0

    def install(self, name, version, code, allowed=None):
        folder = self.root / "sources" / f"{name}-{version}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plugin.toml").write_text(MANIFEST.format(name=name, version=version))
        (folder / "init.lua").write_text(code)
        bundle = self.root / f"{name}-{version}.grappe"
        packed = self.run("pack", str(folder), "-o", str(bundle), cwd=self.root, allowed=[0])
        identity = "sha256:" + packed.stdout.split()[0]
        return self.run("install", "--yes", "--trust", identity, str(bundle), allowed=allowed)

    # What happens

    def add(self):
        ids = [f"soak-{self.number + index}" for index in range(5)]
        self.number += 5
        code = "".join(f'grappe.actors.add{{ id = "{id}", name = "Soak {id}", kind = "soak" }} ' for id in ids)
        if self.run("eval", "--write", code).returncode == 0:
            self.kept += ids

    def import_list(self):
        ids = [f"soak-{self.number + index}" for index in range(20)]
        self.number += 20
        file = self.root / "list.csv"
        file.write_text("id,name,kind\n" + "".join(f"{id},Soak {id},soak\n" for id in ids))
        if self.run("import", str(file), "--as", "actor").returncode == 0:
            self.kept += ids

    def upgrade(self):
        """Installs another version of the counting plugin, and now and then goes back to the one before."""
        self.versions += 1
        done = self.install("counter", f"1.0.{self.versions}", GOOD)
        if done.returncode == 0 and self.random.random() < 0.3:
            self.run("rollback", "--yes")

    def backup(self):
        file = self.root / "copy.grappe-backup"
        file.unlink(missing_ok=True)
        if self.run("backup", str(file)).returncode == 0 and self.random.random() < 0.3:
            elsewhere = self.root / "elsewhere"
            shutil.rmtree(elsewhere, ignore_errors=True)
            self.run("init", str(elsewhere), cwd=self.root, allowed=[0])
            self.run("restore", str(file), cwd=elsewhere, allowed=[0])
            self.run("doctor", cwd=elsewhere, allowed=[0])

    def fill_disk(self):
        if not self.has_disk:
            return
        file = self.root / "disk" / "filler"
        try:
            with open(file, "wb") as handle:
                while True:
                    handle.write(bytes(1 << 20))
        except OSError:
            pass
        for _ in range(2):
            self.add()
        time.sleep(1)
        file.unlink()
        self.counts["disk full"] = self.counts.get("disk full", 0) + 1

    def move_clock(self, seconds):
        """Writes the clock of the host, seconds away from that of the machine: in place, for a full disk."""
        self.offset += seconds
        with open(self.clock, "r+b", buffering=0) as handle:
            handle.write(b"%+012d\n" % self.offset)

    def jump(self):
        self.move_clock(self.random.choice([-600, -120, 3600]))
        self.counts["clock changes"] = self.counts.get("clock changes", 0) + 1

    def start_host(self):
        """Starts the host below faketime, which makes the memory that its library shares: where that changes the environment, Swift finds no arguments."""
        if shutil.which("faketime") is None:
            raise SystemExit("SKIPPED: there is no faketime (Debian: faketime)")
        self.clock.write_bytes(b"%+012d\n" % 0)
        variables = [f"FAKETIME_TIMESTAMP_FILE={self.clock}", "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"]
        command = ["faketime", "-m", "--exclude-monotonic", "-f", "+0", "env", "-u", "FAKETIME", *variables, self.grappe, "serve"]
        self.log = open(self.root / "serve.log", "w")
        self.wrapper = subprocess.Popen(command, cwd=self.workspace, stdout=self.log, stderr=self.log)
        for _ in range(100):
            children = pathlib.Path(f"/proc/{self.wrapper.pid}/task/{self.wrapper.pid}/children").read_text().split()
            if children and b"grappe" in pathlib.Path(f"/proc/{children[0]}/cmdline").read_bytes().split(b"\0")[0]:
                self.host = int(children[0])
                return
            time.sleep(0.1)
        raise SystemExit("the host did not start\n" + (self.root / "serve.log").read_text())

    def sample(self):
        status = pathlib.Path(f"/proc/{self.host}/status").read_text()
        memory = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
        self.samples.append((memory, len(os.listdir(f"/proc/{self.host}/fd"))))

    def run_all(self):
        self.set_up()
        self.start_host()
        actions = [(self.add, 10), (self.import_list, 3), (self.upgrade, 1), (self.backup, 1), (self.fill_disk, 0.5), (self.jump, 0.7)]
        begin, step, last = time.monotonic(), self.hours * 3600 / self.seconds, time.monotonic()
        while time.monotonic() - begin < self.seconds:
            action = self.random.choices([a for a, _ in actions], [w for _, w in actions])[0]
            action()
            now = time.monotonic()
            self.move_clock(round((now - last) * (step - 1)))
            last = now
            if self.wrapper.poll() is not None:
                raise SystemExit(f"the host ended with {self.wrapper.returncode}\n" + (self.root / "serve.log").read_text()[-2000:])
            self.sample()
        return self.verdict()

    # The end

    def eval(self, code):
        return self.run("eval", code, allowed=[0]).stdout.strip()

    def verdict(self):
        self.wait_for_deliveries()
        os.kill(self.host, signal.SIGTERM)
        problems = []
        if self.wrapper.wait(30) != 0:
            problems.append(f"the host ended with {self.wrapper.returncode}")
        present = set(json.loads(self.run("eval", "--json", 'local t = {} for a in grappe.actors.each{ kind = "soak" } do t[#t + 1] = a.id end return t', allowed=[0]).stdout))
        lost = [id for id in self.kept if id not in present]
        if lost:
            problems.append(f"{len(lost)} records lost, such as {lost[0]}")
        seen = self.stored("seen.")
        missing, twice = present - set(seen), [id for id, count in seen.items() if count != "1"]
        if missing or twice:
            problems.append(f"{len(missing)} records without a delivery, {len(twice)} with several")
        doctor = self.run("doctor")
        if doctor.returncode != 0:
            problems.append("doctor: " + doctor.stdout[-800:])
        problems += self.growth()
        ticks = self.stored("ticks").get("", "0")
        print(json.dumps({"kept": len(self.kept), "present": len(present), "ticks": ticks, "hours": self.offset / 3600, "counts": self.counts}))
        return problems

    def stored(self, prefix):
        """The values of the counting plugin whose keys begin so, read by sqlite3, which no plugin could."""
        rows = subprocess.run(
            ["sqlite3", "grappe.sqlite", f"SELECT substr(key, {len(prefix) + 1}), value FROM storage WHERE plugin = 'counter' AND key LIKE '{prefix}%'"],
            cwd=self.workspace, capture_output=True, text=True, check=True,
        ).stdout
        return dict(line.split("|", 1) for line in rows.splitlines())

    def wait_for_deliveries(self):
        for _ in range(120):
            waiting = subprocess.run(
                ["sqlite3", "grappe.sqlite", "SELECT count(*) FROM delivery WHERE set_aside_at IS NULL"], cwd=self.workspace, capture_output=True, text=True
            ).stdout.strip()
            if waiting == "0":
                return
            time.sleep(0.5)
            self.move_clock(60)

    def growth(self):
        """Compares memory and descriptors of the second quarter with the last."""
        quarter = len(self.samples) // 4
        if quarter < 3:
            return []
        middle = lambda part, index: sorted(sample[index] for sample in part)[len(part) // 2]
        early, late = self.samples[quarter : 2 * quarter], self.samples[-quarter:]
        memory, files = (middle(early, 0), middle(late, 0)), (middle(early, 1), middle(late, 1))
        print(f"memory {memory[0]} → {memory[1]} KiB, descriptors {files[0]} → {files[1]}")
        problems = []
        if memory[1] > memory[0] * 1.15 + 8192:
            problems.append(f"memory grew from {memory[0]} to {memory[1]} KiB")
        if files[1] > files[0] + 8:
            problems.append(f"descriptors grew from {files[0]} to {files[1]}")
        return problems

    def close(self):
        if getattr(self, "wrapper", None) and self.wrapper.poll() is None:
            os.kill(getattr(self, "host", self.wrapper.pid), signal.SIGKILL)
            self.wrapper.wait()
        if getattr(self, "has_disk", False):
            subprocess.run(["umount", "-l", self.root / "disk"])
        shutil.rmtree(self.root, ignore_errors=True) if not os.environ.get("SOAK_KEEP") else print(self.root)


def main():
    arguments = sys.argv[1:]
    numbers = [float(text) for text in arguments[2:]] + [360, 6, 1][len(arguments) - 2 :]
    soak = Soak(arguments[0], arguments[1], numbers[0], numbers[1], int(numbers[2]))
    try:
        problems = soak.run_all()
    finally:
        soak.close()
    for problem in problems:
        print("PROBLEM:", problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


main()
