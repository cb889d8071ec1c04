-- tries: an endless recursive query that keeps every row to leave out doubles
-- expect: stop
grappe.actors.count{}
return grappe.sql("WITH RECURSIVE n(i, t) AS (SELECT 1, 'x' UNION SELECT i + 1, printf('%.*c', 1000, 'y') || n.i FROM n) SELECT max(length(t)) AS m FROM n")
