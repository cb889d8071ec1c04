#!/usr/bin/env python3
"""Asks the portal for a day of pages, one for each second of a day, and prints the memory of its processes on the way.

    Benchmarks/web/day.py [GRAPPE [WORKSPACE [REQUESTS]]]      .build/release/grappe, demo/ and 86,400 by default

Four visitors follow links from the start page as far as they find new ones, come back to popular pages more often than to others, ask for
a page again with its ETag, and search; every thousandth request a record is changed, so that pages are made anew.
The portal has the limits of a host behind a proxy. Prints after each eighth of the day the resident memory and the descriptors of each role,
and at the end the answers by status. Run `make demo` first; needs python3 and nothing else.
"""
import collections
import http.client
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
VISITORS, PARTS = 4, 8
WORDS = ["jeu", "namur", "musée", "festival", "studio", "réalité virtuelle", "film", "zzz"]


class Portal:
    """A portal on a copy of a workspace, in a session of its own."""

    def __init__(self, grappe, workspace, folder):
        self.grappe, self.workspace = grappe, folder / "workspace"
        shutil.copytree(workspace, self.workspace, ignore=shutil.ignore_patterns("run"))
        (self.workspace / "config.toml").write_text("[web]\nrequests_per_second = 100000\nconnections_per_address = 1000\n")
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]
        self.process = subprocess.Popen(
            [grappe, "serve", "--web", f"127.0.0.1:{self.port}"], cwd=self.workspace, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the portal does not answer")

    def roles(self):
        """Resident memory in MiB and open descriptors of each process, by role."""
        found = {}
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(folder.name)) != self.process.pid:
                    continue
                words = (folder / "cmdline").read_bytes().split(b"\0")
                role = words[words.index(b"--web-role") + 1].decode() if b"--web-role" in words else "supervisor"
                resident = int(re.search(r"VmRSS:\s+(\d+)", (folder / "status").read_text()).group(1)) / 1024
                found[role] = (resident, len(list((folder / "fd").iterdir())))
            except (OSError, AttributeError, ValueError):
                continue
        return found

    def change(self, number):
        """Changes a record of the workspace, beside the portal."""
        subprocess.run(
            [self.grappe, "eval", "--write", f'actors.set("kikk", {{ description = "Festival, {number}" }})'], cwd=self.workspace, check=True,
            capture_output=True, timeout=60)

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


class Day:
    """The requests of all visitors: addresses known, tags seen, answers counted."""

    def __init__(self, portal, count):
        self.portal, self.count, self.made = portal, count, 0
        self.known, self.tags, self.statuses = ["/"], {}, collections.Counter()
        self.seen, self.lock, self.longest = {"/"}, threading.Lock(), 0.0

    def take(self):
        """The number of the next request; None at the end of the day."""
        with self.lock:
            if self.made >= self.count:
                return None
            self.made += 1
            return self.made

    def visit(self, seed):
        choice = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=60)
        while (number := self.take()) is not None:
            if number % 1000 == 0:
                self.portal.change(number)
            target = self.target(choice)
            fields = {"accept-language": choice.choice(["fr", "en", "de"])}
            if target in self.tags and choice.random() < 0.3:
                fields["if-none-match"] = self.tags[target]
            start = time.perf_counter()
            try:
                connection.request("GET", target, headers=fields)
                response = connection.getresponse()
                body = response.read()
                self.note(target, response, body, time.perf_counter() - start)
            except (OSError, http.client.HTTPException):
                with self.lock:
                    self.statuses["no answer"] += 1
                connection.close()

    def target(self, choice):
        if choice.random() < 0.05:
            return "/actors?q=" + urllib.parse.quote_plus(choice.choice(WORDS))
        # Popular pages come first, as they were found first.
        return self.known[int(len(self.known) * choice.random() ** 3)]

    def note(self, target, response, body, seconds):
        with self.lock:
            self.statuses[response.status] += 1
            self.longest = max(self.longest, seconds)
            if tag := response.getheader("etag"):
                self.tags[target] = tag
            if response.status != 200 or len(self.known) >= 20000 or b"<html" not in body[:400]:
                return
            for link in re.findall(rb'href="(/[^"#]*)"', body):
                address = link.decode().replace("&amp;", "&")
                if address not in self.seen and not address.startswith("/staff"):
                    self.seen.add(address)
                    self.known.append(address)


def main():
    grappe = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/grappe").resolve()
    workspace = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "demo")
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 86400
    with tempfile.TemporaryDirectory() as name:
        portal = Portal(grappe, workspace, pathlib.Path(name))
        try:
            day = Day(portal, count)
            visitors = [threading.Thread(target=day.visit, args=(seed,)) for seed in range(VISITORS)]
            start = time.monotonic()
            for visitor in visitors:
                visitor.start()
            print("| requests | addresses | host MiB, descriptors | front | supervisor |\n|---:|---:|---|---|---|")
            for part in range(1, PARTS + 1):
                while day.made < count * part // PARTS and any(visitor.is_alive() for visitor in visitors):
                    time.sleep(0.2)
                roles = portal.roles()
                cells = [" | {:.0f}, {}".format(*roles.get(role, (0, 0))) for role in ("host", "front", "supervisor")]
                print(f"| {day.made} | {len(day.known)}{''.join(cells)} |", flush=True)
            for visitor in visitors:
                visitor.join(120)
            print(f"\n{time.monotonic() - start:.0f} s; answers {dict(day.statuses)}; the longest {day.longest * 1000:.0f} ms")
        finally:
            portal.stop()


if __name__ == "__main__":
    main()
