-- tries: sorting, grouping and distinct rows of megabytes in memory, after a first statement
-- expect: stop
grappe.actors.count{}
return grappe.sql("SELECT count(*) AS n FROM (SELECT DISTINCT printf('%.*c', 500000, 'b') || a.id || b.id AS x FROM actors a, actors b ORDER BY x DESC)")
