"""Runs a command and prints its peak memory in KiB, as the kernel counted it (getrusage); it ends as the command did.

    python3 Tests/Oracle/peak_memory.py COMMAND ARGUMENT…
"""
import os
import resource
import subprocess
import sys

status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, flush=True)
if status < 0:
    os.kill(os.getpid(), -status)
sys.exit(status)
