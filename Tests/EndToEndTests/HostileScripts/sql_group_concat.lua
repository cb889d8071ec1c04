-- tries: group_concat of all names of four joined collections
-- expect: stop
-- with: --cpu 700ms
return grappe.sql("SELECT length(group_concat(a.name || b.name || c.name)) AS n FROM actors a, actors b, actors c, actors d")
