"""Runs every hostile script by a grappe built with AddressSanitizer; fails where it finds something or a signal ends the process.

    swift build --sanitize=address --product grappe --scratch-path .build-address-host
    python3 Benchmarks/attacks/sanitize.py .build-address-host/debug/grappe WORKSPACE

WORKSPACE is one with the bundles that ship, made by a build without sanitizer. How a script ends otherwise does not matter here:
under a sanitizer it takes many times as long, and meets the limit of processor time earlier.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOUND = 86


def options(file):
    found = re.search(r"^-- with: (.*)$", file.read_text(errors="replace"), re.MULTILINE)
    return found.group(1).split() if found else []


def run(grappe, workspace, file):
    """The exit code of a script, and what the sanitizer wrote."""
    command = ["timeout", "-s", "KILL", "600", grappe, "script", "--workspace", workspace, "--lang", "en", *options(file), str(file)]
    environment = os.environ | {"ASAN_OPTIONS": f"detect_leaks=0:exitcode={FOUND}"}
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    report = done.stderr.decode(errors="replace")
    return done.returncode, report[report.index("ERROR: AddressSanitizer"):][:4_000] if "ERROR: AddressSanitizer" in report else ""


def main():
    grappe, workspace = sys.argv[1:]
    findings = 0
    for file in sorted((ROOT / "Tests/EndToEndTests/HostileScripts").glob("*.lua")):
        code, report = run(grappe, workspace, file)
        is_finding = report or code == FOUND or code < 0 or code >= 128
        findings += bool(is_finding)
        print(f"{file.stem:45} {code}{f'  FOUND {report}' if is_finding else ''}", flush=True)
    sys.exit(1 if findings else 0)


main()
