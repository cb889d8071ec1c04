-- expect: killed wall
host.wait()
