-- expect: killed cpu
-- Host work that looks at isStopping.
host.busy()
