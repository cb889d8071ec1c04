-- tries: an endless recursive query whose queue is kept in order
-- expect: stop
-- with: --cpu 700ms
return grappe.sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n ORDER BY 1 DESC) SELECT max(i) AS m FROM n")
