-- tries: window functions over a cross join, whose frames are kept whole
-- expect: stop
return grappe.sql("SELECT sum(s) AS n FROM (SELECT sum(length(a.name)) OVER (ORDER BY a.name, b.name, c.name ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS s, ntile(7) OVER (ORDER BY c.name DESC) AS t FROM actors a, actors b, actors c, actors d)")
