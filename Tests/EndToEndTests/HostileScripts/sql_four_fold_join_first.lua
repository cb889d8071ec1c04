-- tries: a join of actors with themselves four times over, sorted, as the first call
-- expect: stop
-- with: --cpu 700ms
return grappe.sql("SELECT a.name FROM actors a, actors b, actors c, actors d ORDER BY a.name || b.name || c.name || d.name LIMIT 1")
