#!/bin/sh
# Counts in a workspace's file, with the sqlite3 shell alone, what the plugin of EventCrashTests did: each source has one echo,
# each echo one answer, each moment of the job one tick, and the log one entry for each effect. Prints what is wrong.
#
# Usage: count_effects.sh grappe.sqlite
set -eu
problems=$(sqlite3 "$1" <<'SQL'
SELECT 'damage: ' || integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok';
SELECT 'dangling: ' || "table" FROM pragma_foreign_key_check;
SELECT 'lost: echo of ' || id FROM actor AS source WHERE city = 'source'
  AND NOT EXISTS (SELECT 1 FROM actor WHERE city = 'echo' AND name = source.id);
SELECT 'lost: answer to ' || id FROM actor AS echo WHERE city = 'echo'
  AND NOT EXISTS (SELECT 1 FROM actor WHERE city = 'answer' AND name = echo.id);
SELECT 'twice: ' || city || ' ' || name FROM actor WHERE city IN ('echo', 'answer', 'tick')
  GROUP BY city, name HAVING count(*) > 1;
SELECT 'from nowhere: ' || name FROM actor AS effect WHERE city IN ('echo', 'answer')
  AND NOT EXISTS (SELECT 1 FROM actor WHERE id = effect.name);
SELECT 'ticks and log differ: ' || ticks || ' and ' || runs
  FROM (SELECT (SELECT count(*) FROM actor WHERE city = 'tick') AS ticks,
    (SELECT count(*) FROM invocation WHERE kind = 'job' AND outcome = 'done') AS runs) WHERE ticks <> runs;
-- Each of the two handlers hears of every actor.
SELECT 'deliveries and log differ: ' || 2 * actors || ' and ' || runs
  FROM (SELECT (SELECT count(*) FROM actor) AS actors,
    (SELECT count(*) FROM invocation WHERE kind = 'handler' AND outcome = 'done') AS runs) WHERE 2 * actors <> runs;
SELECT 'left over: ' || count(*) || ' deliveries' FROM delivery HAVING count(*) > 0;
SELECT 'left over: ' || count(*) || ' events' FROM outbox HAVING count(*) > 0;
SELECT 'set aside: ' || id FROM job WHERE state <> 'waiting';
SQL
)
sqlite3 "$1" "SELECT city || ': ' || count(*) FROM actor GROUP BY city"
if [ -n "$problems" ]; then
  echo "$problems"
  exit 1
fi
echo 'nothing lost, nothing twice'
