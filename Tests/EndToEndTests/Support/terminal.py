"""Runs a program on a terminal of its own and types into it, as a person does.

Reads from standard input {"command": […], "columns": 80, "rows": 24, "steps": [step, …]} and writes
{"status": exit code, "steps": [{"text": …, "ms": …}, …], "raw": …}. A step is {"send": text}, {"idle": ""}, which waits until
no thread of the program runs, or {"until": text}, which waits until what the program writes from the last step on holds the text, escape sequences left out, and gives what was
written and how long that took. A step that waits in vain gives {"missing": text} and ends the run.
"""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time

PATIENCE = 120
# CSI, OSC and two-character sequences (ECMA-48), and carriage returns.
ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[@-_=>]|\r")


class Terminal:
    def __init__(self, job):
        self.raw = b""
        self.seen = 0
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            size = struct.pack("HHHH", job["rows"], job["columns"], 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execv(job["command"][0], job["command"])

    def read(self, wait):
        """Takes in what there is; False at the end."""
        if not select.select([self.descriptor], [], [], wait)[0]:
            return True
        try:
            piece = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.raw += piece
        return bool(piece)

    def text(self):
        return ESCAPES.sub("", self.raw[self.seen :].decode("utf-8", "replace"))

    def until(self, wanted):
        start = time.monotonic()
        while wanted not in self.text():
            if time.monotonic() - start > PATIENCE or not self.read(0.05):
                if wanted not in self.text():
                    return {"missing": wanted, "text": self.text()}
        text = self.text()
        self.seen = len(self.raw)
        return {"text": text, "ms": round((time.monotonic() - start) * 1000, 1)}

    def idle(self):
        """Waits until no thread was running at five looks in a row (the state in /proc/PID/task/*/stat)."""
        start, looks = time.monotonic(), 0
        while looks < 5:
            if time.monotonic() - start > PATIENCE:
                return {"missing": "idleness", "text": self.text()}
            looks = 0 if "R" in self.states() else looks + 1
            self.read(0.02)
        return {"text": self.text(), "ms": round((time.monotonic() - start) * 1000, 1)}

    def states(self):
        tasks = f"/proc/{self.process}/task"
        stats = [open(f"{tasks}/{task}/stat").read() for task in os.listdir(tasks)]
        return [stat.rpartition(") ")[2][0] for stat in stats]

    def send(self, text):
        data = text.encode()
        while data:
            data = data[os.write(self.descriptor, data) :]

    def end(self):
        start = time.monotonic()
        while time.monotonic() - start < PATIENCE and self.read(0.05):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def main():
    job = json.load(sys.stdin)
    terminal = Terminal(job)
    results = []
    for step in job["steps"]:
        if "send" in step:
            terminal.send(step["send"])
            continue
        results.append(terminal.idle() if "idle" in step else terminal.until(step["until"]))
        if "missing" in results[-1]:
            os.kill(terminal.process, 9)
            break
    status = terminal.end()
    raw = terminal.raw.decode("utf-8", "replace")
    json.dump({"status": status, "steps": results, "raw": raw}, sys.stdout)


main()
