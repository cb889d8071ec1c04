#!/bin/sh
# Counts the effects of imports in a workspace with nothing but the sqlite3 shell: whether the file is whole, and whether each
# import that the log and the journal tell of is there once, whole, and each that was undone is not. Prints what is wrong.
#   effects.sh FILE ROWS
# Imports are of files f1.csv, f2.csv…, each of ROWS actors with the ids f1-1, f1-2…
set -eu
sqlite3 -readonly "$1" <<SQL
SELECT 'integrity: ' || integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok';
SELECT 'reference: ' || "table" FROM pragma_foreign_key_check;
-- The imports that stand, by file.
CREATE TEMP VIEW standing AS
  SELECT substr(i.name, 1, instr(i.name, '.') - 1) AS file, count(*) AS times, sum(c.rows) AS rows
  FROM invocation i JOIN journal_change c ON c.invocation = i.id
  WHERE i.kind = 'import' AND c.undone_by IS NULL GROUP BY 1;
CREATE TEMP VIEW present AS
  SELECT substr(id, 1, instr(id, '-') - 1) AS file, count(*) AS actors FROM actor GROUP BY 1;
SELECT 'twice: ' || file FROM standing WHERE times <> 1;
SELECT 'rows: ' || file || ' ' || rows FROM standing WHERE rows <> $2;
SELECT 'lost: ' || file FROM standing WHERE file NOT IN (SELECT file FROM present WHERE actors = $2);
SELECT 'without import: ' || file || ' ' || actors FROM present WHERE file NOT IN (SELECT file FROM standing);
-- Each invocation that says it wrote has its change, each change its pieces, each undo the change that it undid.
SELECT 'no change: ' || id FROM invocation WHERE kind IN ('import', 'undo') AND rows_written > 0
  AND id NOT IN (SELECT invocation FROM journal_change);
SELECT 'no pieces: ' || number FROM journal_change WHERE rows > 0 AND number NOT IN (SELECT change FROM journal_chunk);
SELECT 'undid nothing: ' || c.number FROM journal_change c JOIN invocation i ON i.id = c.invocation
  WHERE i.kind = 'undo' AND NOT EXISTS (SELECT 1 FROM journal_change u WHERE u.undone_by = c.number);
-- What follows from the actors follows: the register, the lists, the full-text index.
SELECT 'register: ' || id FROM actor WHERE id NOT IN (SELECT id FROM record WHERE entity = 'actor');
SELECT 'register: ' || id FROM record WHERE entity = 'actor' AND id NOT IN (SELECT id FROM actor);
SELECT 'aliases: ' || count(*) FROM actor_aliases HAVING count(*) <> (SELECT count(*) FROM actor WHERE aliases IS NOT NULL);
SELECT 'search: ' || count(*) FROM actor_search WHERE actor_search MATCH 'crash' HAVING count(*) <> (SELECT count(*) FROM actor WHERE id GLOB 'f*');
SQL
