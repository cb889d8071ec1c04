#!/usr/bin/env python3
"""Measures the portal beside datasette, gunicorn + Flask + sqlite3, and nginx + lua + luasql on the same SQLite file, in turn in one run.

For each comparable page: requests a second and the processor time for each, read from /proc, of all processes of the server; the middle of
ROUNDS rounds in which the servers take turns. Then the time of a small page beside eight connections that ask for a page that loops.

    Benchmarks/web/peers.py [GRAPPE [WORKSPACE]]      .build/release/grappe and demo/ by default

Run `make demo` first. Needs wrk, nginx with libnginx-mod-http-lua and lua-sql-sqlite3 (apt), datasette, gunicorn and flask (pip, for the python3
that runs this); a server that is missing is said to be. Every server has two workers. Nothing else should run beside it.
"""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROUNDS, SECONDS, CLIENTS, LOOPS = 3, 3, 4, 8
TICK = os.sysconf("SC_CLK_TCK")
# The same question to each server.
PAGES = {
    "plugin": {"grappe": "/p/bench/actors/Namur", "flask": "/plugin/Namur", "nginx": "/plugin?city=Namur", "datasette": "/grappe/actor?city=Namur"},
    "record": {"grappe": "/actors/kikk", "flask": "/actors/kikk", "datasette": "/grappe/actor/kikk"},
    "list": {"grappe": "/actors", "flask": "/actors", "datasette": "/grappe/actor?_size=30&_facet=kind"},
    "api": {"grappe": "/api/v1/actor?limit=10", "flask": "/api/actors", "datasette": "/grappe/actor.json?_size=10&_shape=objects"},
}
SLOW_SQL = "/grappe?sql=WITH+RECURSIVE+n(i)+AS+(SELECT+1+UNION+ALL+SELECT+i%2B1+FROM+n)+SELECT+count(*)+FROM+n"
LOOP = {"grappe": "/p/bench/loop", "flask": "/loop", "nginx": "/loop", "datasette": SLOW_SQL}

FLASK = '''
import sqlite3
from flask import Flask, jsonify
app = Flask(__name__)
FRAME = "<!DOCTYPE html><html lang=en><head><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1>%s</main></body></html>"
LINKS = FRAME % "<ul>{% for a in actors %}<li><a href=/actors/{{ a.id }}>{{ a.name }} ({{ a.kind }})</a></li>{% endfor %}</ul>"
LIST = FRAME % ("<p>{{ count }}</p><ul>{% for a in actors %}<li><h2><a href=/actors/{{ a.id }}>{{ a.name }}</a></h2><p>{{ a.kind }} {{ a.city or '' }}</p>"
  "<p>{{ a.description or '' }}</p></li>{% endfor %}</ul>{% for name, values in facets %}<h2>{{ name }}</h2><ul>"
  "{% for v in values %}<li><a href='?{{ name }}={{ v[0] }}'>{{ v[0] }}</a> {{ v[1] }}</li>{% endfor %}</ul>{% endfor %}")
RECORD = FRAME % ("<dl>{% for k in actor.keys() %}{% if actor[k] %}<dt>{{ k }}</dt><dd>{{ actor[k] }}</dd>{% endif %}{% endfor %}</dl>"
  "<ul>{% for r in ties %}<li>{{ r.type }} <a href=/actors/{{ r.id }}>{{ r.name }}</a></li>{% endfor %}</ul>"
  "<ul>{% for e in events %}<li><a href=/events/{{ e.id }}>{{ e.name }}</a> {{ e.start }}</li>{% endfor %}</ul>")
SEEN = "visibility = 'public' AND standing <> 'example'"
# A worker of gunicorn has one thread: it keeps its connection, and templates are compiled once.
db = None
def connection():
    global db
    if db is None:
        db = sqlite3.connect(PATH); db.row_factory = sqlite3.Row
    return db
LINKS, LIST, RECORD = map(app.jinja_env.from_string, (LINKS, LIST, RECORD))
def rows(sql, *values): return connection().execute(sql, values).fetchall()
@app.get("/plugin/<city>")
def plugin(city):
    return LINKS.render(title="Actors", actors=rows(f"SELECT id, name, kind FROM actor WHERE city = ? AND {SEEN} LIMIT 20", city))
@app.get("/actors/<id>")
def actor(id):
    one = rows(f"SELECT * FROM actor WHERE id = ? AND {SEEN}", id)[0]
    ties = rows("""SELECT r.type, a.id, a.name FROM relation r JOIN actor a ON a.id = r."to" WHERE r."from" = ? AND a.visibility = 'public'
      UNION ALL SELECT r.type, a.id, a.name FROM relation r JOIN actor a ON a.id = r."from" WHERE r."to" = ? AND a.visibility = 'public'""", id, id)
    events = rows(f"SELECT id, name, start FROM event WHERE organiser = ? AND {SEEN}", id)
    return RECORD.render(title=one["name"], actor=one, ties=ties, events=events)
@app.get("/actors")
def actors():
    facets = [(f, rows(f"SELECT {f}, count(*) FROM actor WHERE {SEEN} AND {f} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 40")) for f in ("kind", "territory")]
    facets += [(f, rows(f"SELECT value, count(*) FROM actor, json_each(actor.{f}) WHERE {SEEN} GROUP BY 1 ORDER BY 2 DESC LIMIT 40")) for f in ("categories", "sectors")]
    return LIST.render(title="Actors", count=rows(f"SELECT count(*) FROM actor WHERE {SEEN}")[0][0], facets=facets,
      actors=rows(f"SELECT id, name, kind, city, description FROM actor WHERE {SEEN} ORDER BY name LIMIT 30"))
@app.get("/api/actors")
def api(): return jsonify(data=[dict(r) for r in rows(f"SELECT * FROM actor WHERE {SEEN} ORDER BY id LIMIT 10")])
@app.get("/small")
def small(): return "ok"
@app.get("/loop")
def loop():
    while True: pass
'''

LUA = r'''
local sqlite = require("luasql.sqlite3")
local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local function escaped(text) return (text:gsub('[&<>"]', escapes)) end
connection = connection or sqlite.sqlite3():connect(PATH)
local city = connection:escape(ngx.var.arg_city or "")
local cursor = connection:execute("SELECT id, name, kind FROM actor WHERE city = '" .. city ..
  "' AND visibility = 'public' AND standing <> 'example' LIMIT 20")
local page = { "<!DOCTYPE html><html lang=en><head><title>Actors</title></head><body><main><h1>Actors</h1><ul>" }
local row = cursor:fetch({}, "a")
while row do
  page[#page + 1] = '<li><a href="/actors/' .. escaped(row.id) .. '">' .. escaped(row.name) .. " (" .. escaped(row.kind) .. ")</a></li>"
  row = cursor:fetch(row, "a")
end
cursor:close()
page[#page + 1] = "</ul></main></body></html>"
ngx.header.content_type = "text/html"
ngx.print(table.concat(page))
'''

NGINX = '''
load_module MODULES/ndk_http_module.so;
load_module MODULES/ngx_http_lua_module.so;
user root; worker_processes 2; daemon off; pid FOLDER/nginx.pid; error_log FOLDER/nginx.log;
events {}
http {
  access_log FOLDER/access.log;
  lua_package_cpath "/usr/lib/x86_64-linux-gnu/lua/5.1/?.so;;";
  server {
    listen 127.0.0.1:PORT;
    location = /small { content_by_lua_block { ngx.print("ok") } }
    location = /loop { content_by_lua_block { while true do end } }
    location = /plugin { content_by_lua_file FOLDER/plugin.lua; }
  }
}
'''


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A server that runs: its port and its processes."""

    def __init__(self, name, command, port, folder, small):
        self.name, self.port, self.small = name, port, small
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                self.get(small, 5)
                return
            except OSError:
                time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"{name} does not answer")

    def get(self, target, limit):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit)
        try:
            connection.request("GET", target)
            response = connection.getresponse()
            return response.status, len(response.read())
        except http.client.HTTPException as problem:
            raise OSError(str(problem)) from problem
        finally:
            connection.close()

    def processor_seconds(self):
        """Of the processes of the server, with those that they have waited for."""
        total = 0
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                if os.getsid(int(folder.name)) == self.process.pid:
                    total += sum(int(field) for field in fields[11:13])
            except (OSError, IndexError):
                continue
        return total / TICK

    def stop(self):
        for kind in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, kind)
                self.process.wait(10)
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue


def start_grappe(folder, workspace, grappe):
    copy = folder / "workspace"
    shutil.copytree(workspace, copy, ignore=shutil.ignore_patterns("run"))
    (copy / "config.toml").write_text("[web]\nrequests_per_second = 100000\nconnections_per_address = 1000\n")
    def run(*arguments):
        return subprocess.run([grappe, *arguments], cwd=copy, check=True, capture_output=True, text=True).stdout
    bundle = run("pack", HERE / "plugin", "-o", "bench.grappe").split()[0]
    run("install", "bench.grappe", "--yes", "--trust", f"sha256:{bundle}")
    port = free_port()
    return Server("grappe", [grappe, "serve", "--web", f"127.0.0.1:{port}"], port, copy, "/p/wallonia/label")


def start_peers(folder, database):
    """Starts the servers that are installed."""
    servers = []
    peers = [start_flask, start_nginx, start_datasette]
    for start in peers:
        try:
            servers.append(start(folder, database))
        except (OSError, RuntimeError, ImportError) as problem:
            print(f"SKIPPED: {start.__name__[6:]}: {problem}", file=sys.stderr)
    return servers


def start_flask(folder, database):
    import flask  # noqa: F401
    (folder / "app.py").write_text(FLASK.replace("PATH", repr(str(database))))
    port = free_port()
    return Server("flask", [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "app:app"], port, folder, "/small")


def start_nginx(folder, database):
    modules = next(pathlib.Path("/usr/lib").glob("**/ngx_http_lua_module.so"), None)
    if modules is None:
        raise RuntimeError("libnginx-mod-http-lua is not installed")
    port = free_port()
    (folder / "plugin.lua").write_text(LUA.replace("PATH", json.dumps(str(database))))
    text = NGINX.replace("MODULES", str(modules.parent)).replace("FOLDER", str(folder)).replace("PORT", str(port))
    (folder / "nginx.conf").write_text(text)
    return Server("nginx", [shutil.which("nginx") or "/usr/sbin/nginx", "-c", folder / "nginx.conf"], port, folder, "/small")


def start_datasette(folder, database):
    import datasette  # noqa: F401
    port = free_port()
    command = [sys.executable, "-m", "datasette", "-i", database, "-p", str(port), "--setting", "sql_time_limit_ms", "1000"]
    return Server("datasette", command, port, folder, "/-/versions.json")


# Asks each time for an address that no cache has: by a language that does not exist, which the API passes over as the pages do.
UNKEPT = """local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", wrk.path .. (wrk.path:find("?", 1, true) and "&" or "?") .. "lang=x" .. number)
end
"""


def load(server, target, seconds=SECONDS, script=()):
    """Requests a second, and the processor time for each in microseconds."""
    status, _ = server.get(target, 20)
    if status != 200:
        raise RuntimeError(f"{server.name} answers {target} with {status}")
    before = server.processor_seconds()
    run = subprocess.run(
        ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", *script, f"http://127.0.0.1:{server.port}{target}"], check=True, capture_output=True, text=True)
    used = server.processor_seconds() - before
    count = int(re.search(r"(\d+) requests in", run.stdout).group(1))
    if "Non-2xx" in run.stdout:
        raise RuntimeError(f"{server.name}: {run.stdout}")
    return count / seconds, used / max(1, count) * 1e6


def compare(servers, folder):
    """Prints a row for each page and server; of the one that keeps pages, a second one for addresses that it has not kept."""
    unkept = folder / "unkept.lua"
    unkept.write_text(UNKEPT)
    print("| page | server | requests/s | processor µs a request |\n|---|---|---|---|")
    for page, targets in PAGES.items():
        turns = [(server.name, server, ()) for server in servers if server.name in targets]
        turns.append(("grappe, new addresses", servers[0], ("-s", str(unkept))))
        found = {name: [] for name, _, _ in turns}
        for name, server, script in turns:
            load(server, targets[server.name], 1, script)
        for _ in range(ROUNDS):
            for name, server, script in turns:
                found[name].append(load(server, targets[server.name], script=script))
        for name, values in found.items():
            rate, used = (statistics.median(value[index] for value in values) for index in (0, 1))
            print(f"| {page} | {name} | {rate:.0f} | {used:.0f} |", flush=True)


def beside_loops(server, seconds=15):
    """Prints the times of a small page beside connections that ask for the page that loops, over and over."""
    end = time.monotonic() + seconds

    def loop():
        while time.monotonic() < end:
            try:
                server.get(LOOP[server.name], 20)
            except OSError:
                time.sleep(0.05)

    for _ in range(LOOPS):
        threading.Thread(target=loop, daemon=True).start()
    time.sleep(1)
    times, unanswered = [], 0
    while time.monotonic() < end:
        start = time.perf_counter()
        try:
            unanswered += server.get(server.small, 10)[0] != 200
        except OSError:
            unanswered += 1
        times.append((time.perf_counter() - start) * 1e3)
        time.sleep(0.02)
    times.sort()
    print(f"| {server.name} | {len(times)} | {unanswered} | {statistics.median(times):.1f} | {times[int(len(times) * .99)]:.0f} |", flush=True)


def main():
    grappe = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/grappe").resolve()
    workspace = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "demo")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        servers = [start_grappe(folder, workspace, grappe)]
        try:
            database = folder / "grappe.db"
            subprocess.run(["sqlite3", workspace / "grappe.sqlite", f".backup '{database}'"], check=True)
            subprocess.run(["sqlite3", database, "PRAGMA journal_mode = delete"], check=True, capture_output=True)
            servers += start_peers(folder, database)
            compare(servers, folder)
            print(f"\n| beside {LOOPS} looping pages | requests | without answer | median ms | p99 ms |\n|---|---|---|---|---|")
            for server in servers:
                beside_loops(server)
        finally:
            for server in servers:
                server.stop()


if __name__ == "__main__":
    main()
