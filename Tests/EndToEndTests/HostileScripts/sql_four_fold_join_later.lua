-- tries: a join of actors with themselves four times over, counted by groups, as a later call
-- expect: stop
grappe.actors.count{}
return grappe.sql("SELECT a.id, count(DISTINCT b.name || c.name || d.name) AS n FROM actors a, actors b, actors c, actors d GROUP BY a.id HAVING n < 0")
