#!/usr/bin/env python3
"""Attacks the portal's front beside a neighbour who asks for a page, and prints the neighbour's times and the memory of the front.

    Benchmarks/web/attacks.py [GRAPPE [WORKSPACE]]      .build/release/grappe and demo/ by default

Run `make demo` first. Exit status 1 when the neighbour misses an answer, a role dies of an attack, or the front's memory passes 256 MiB.
"""
import http.client
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
IDLE = 10_000
MEMORY_MAX = 256
SETTINGS = """[web]
connections = 12000
connections_per_address = 12000
requests_per_second = 100000
"""
# Bytes that are no request, or one that two programs could read in two ways.
MALFORMED = [
    b"\x00" * 4096, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    b"GET /%c3%28 HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n folded: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nab",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: xchunked\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 3000 + b"\r\n", b"GET " + b"/a" * 30_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET //evil.example/%2f.. HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /\\evil.example HTTP/1.1\r\nHost: x\r\n\r\n", b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
]


class Portal:
    """A running portal, with the processes of its roles."""

    def __init__(self, grappe, workspace):
        (workspace / "config.toml").write_text(SETTINGS)
        self.process = subprocess.Popen([grappe, "serve", "--web", "127.0.0.1:0", "--json"], cwd=workspace, stdout=subprocess.PIPE, text=True)
        self.pids, self.port = {}, None
        while self.port is None or len(self.pids) < 2:
            self.take(self.process.stdout.readline())
        threading.Thread(target=lambda: [self.take(line) for line in self.process.stdout], daemon=True).start()
        time.sleep(3)

    def take(self, line):
        event = json.loads(line)
        if event["event"] == "web":
            self.port = int(event["address"].rsplit(":", 1)[1])
        elif event["event"] == "role-started":
            self.pids[event["role"]] = event["pid"]

    def memory(self):
        """The resident memory of the front, in MiB."""
        for line in pathlib.Path(f"/proc/{self.pids['front']}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) // 1024
        return 0

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


class Neighbour:
    """Asks for a page twenty times a second, and keeps the times and the answers that are missing."""

    def __init__(self, portal):
        self.portal, self.times, self.missing, self.runs = portal, [], [], True
        self.thread = threading.Thread(target=self.ask)
        self.thread.start()

    def ask(self):
        while self.runs:
            start = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=10)
            try:
                connection.request("GET", "/about")
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    self.missing.append(str(response.status))
            except (OSError, http.client.HTTPException) as problem:
                self.missing.append(type(problem).__name__)
            connection.close()
            self.times.append((time.perf_counter() - start) * 1e3)
            time.sleep(0.05)

    def stop(self):
        self.runs = False
        self.thread.join()
        self.times.sort()


def nothing(portal):
    time.sleep(5)


def malformed(portal):
    """Sends what is no request, each many times."""
    for _ in range(20):
        for text in MALFORMED:
            with portal.connect() as client:
                try:
                    client.sendall(text)
                    client.shutdown(socket.SHUT_WR)
                    answer = client.recv(64)
                except ConnectionError:
                    continue
                if answer and not answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")) and b"Upgrade" not in text:
                    raise SystemExit(f"{text[:80]} was answered with {answer[:40]}")


def slow(portal):
    """400 clients whose header trickles in."""
    clients = [portal.connect() for _ in range(400)]
    for client in clients:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    for _ in range(7):
        for client in clients:
            try:
                client.sendall(b"X: y\r\n")
            except ConnectionError:
                pass
        time.sleep(1)
    for client in clients:
        client.close()


def pipelined(portal):
    """Thousands of requests on each of twenty connections, whose answers are not read."""
    clients = [portal.connect() for _ in range(20)]
    for client in clients:
        client.settimeout(0.2)
        try:
            client.sendall(b"GET /about HTTP/1.1\r\nHost: x\r\n\r\n" * 20_000)
        except OSError:
            pass
    time.sleep(5)
    for client in clients:
        client.close()


def bodies(portal):
    """Forms as large as is allowed, at once and never finished."""
    clients = [portal.connect() for _ in range(100)]
    head = b"POST /p/x/forms/y HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000000\r\n\r\n"
    for client in clients:
        client.settimeout(0.5)
        try:
            client.sendall(head + b"a" * 1_900_000)
        except OSError:
            pass
    time.sleep(3)
    for client in clients:
        client.close()


def idle(portal):
    """Ten thousand connections that say nothing."""
    clients = [portal.connect() for _ in range(IDLE)]
    time.sleep(4)
    print(f"    {IDLE} idle connections: the front has {portal.memory()} MiB", flush=True)
    for client in clients:
        client.close()


def killed(role):
    def attack(portal):
        """Kills a role three times."""
        for _ in range(3):
            time.sleep(1)
            os.kill(portal.pids[role], signal.SIGKILL)
            time.sleep(3)
    attack.__name__ = f"{role} killed"
    return attack


def main():
    grappe = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/grappe").resolve()
    workspace = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "demo")
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(20_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "demo"
        shutil.copytree(workspace, copy, ignore=shutil.ignore_patterns("run"))
        portal = Portal(grappe, copy)
        try:
            print("| attack | neighbour: requests | missing | median ms | p99 ms | front MiB |\n|---|---|---|---|---|---|", flush=True)
            for attack in [nothing, malformed, slow, pipelined, bodies, idle, killed("host"), killed("front")]:
                neighbour, pids = Neighbour(portal), dict(portal.pids)
                attack(portal)
                neighbour.stop()
                times, memory = neighbour.times, portal.memory()
                missing = f"{len(neighbour.missing)} {' '.join(sorted(set(neighbour.missing)))}".strip()
                p99 = times[int(len(times) * 0.99)]
                print(f"| {attack.__name__} | {len(times)} | {missing} | {statistics.median(times):.1f} | {p99:.0f} | {memory} |", flush=True)
                is_kill = "killed" in attack.__name__
                failed = failed or memory > MEMORY_MAX or not is_kill and (neighbour.missing or pids != portal.pids)
        finally:
            portal.stop()
    return 1 if failed else 0


sys.exit(main())
