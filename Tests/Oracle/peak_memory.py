"""Runs a command and prints its peak memory in KiB, as the kernel counted it (getrusage); its exit status is the command's.

    python3 Tests/Oracle/peak_memory.py COMMAND ARGUMENT…
"""
import resource
import subprocess
import sys

status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
