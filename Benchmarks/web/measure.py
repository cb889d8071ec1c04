#!/usr/bin/env python3
"""Measures the portal of the demo workspace: requests a second, median and 99th percentile of their time, and the processor time of each role for a request.

The processor time is read from /proc, so that it does not hold the client. Run `make demo` first; nothing else should run beside it.

    Benchmarks/web/measure.py [GRAPPE [WORKSPACE]]      .build/release/grappe and demo/ by default
"""
import json
import os
import pathlib
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
PAGES = ["/about", "/", "/actors", "/actors?kind=company", "/actors/kikk", "/events?part=past", "/funding", "/api/v1/actor?limit=10",
         "/reports/wallonia/cartographie?city=Namur"]
CLIENTS, SECONDS = 8, 4.0
TICK = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    """The processor time that a process has used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def ask(connection, page):
    """Sends one request on an open connection and reads its response whole."""
    connection.sendall(f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, body = data.split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.1 200"), head[:80]
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
    while len(body) < length:
        body += connection.recv(65536)


def load(port, page, times):
    """Asks for a page over and over on one connection."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            start = time.perf_counter()
            ask(connection, page)
            times.append(time.perf_counter() - start)


def measure(port, pids, page):
    """Prints the line of a page."""
    load_times = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        ask(connection, page)  # The first answer loads plugins and fills caches.
    before = {role: processor_seconds(pid) for role, pid in pids.items()}
    threads = [threading.Thread(target=load, args=(port, page, load_times)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    used = {role: (processor_seconds(pid) - before[role]) / len(load_times) * 1e6 for role, pid in pids.items()}
    load_times.sort()
    median, high = statistics.median(load_times) * 1e3, load_times[int(len(load_times) * 0.99)] * 1e3
    print(f"| `{page}` | {len(load_times) / SECONDS:.0f} | {median:.1f} | {high:.1f} | {used['front']:.0f} | {used['host']:.0f} |")


def main():
    grappe = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/grappe").resolve()
    workspace = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "demo")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "demo"
        shutil.copytree(workspace, copy, ignore=shutil.ignore_patterns("run"))
        (copy / "config.toml").write_text("[web]\nrequests_per_second = 100000\n")
        portal = subprocess.Popen([grappe, "serve", "--web", "127.0.0.1:0", "--json"], cwd=copy, stdout=subprocess.PIPE, text=True)
        try:
            port, pids = None, {}
            while port is None or len(pids) < 2:
                event = json.loads(portal.stdout.readline())
                if event["event"] == "web":
                    port = int(event["address"].rsplit(":", 1)[1])
                elif event["event"] == "role-started":
                    pids[event["role"]] = event["pid"]
            threading.Thread(target=lambda: [None for _ in portal.stdout], daemon=True).start()
            time.sleep(3)
            print("| page | requests/s | median ms | p99 ms | front µs | host µs |\n|---|---|---|---|---|---|")
            for page in PAGES:
                measure(port, pids, page)
        finally:
            portal.send_signal(signal.SIGTERM)
            portal.wait(20)


if __name__ == "__main__":
    main()
