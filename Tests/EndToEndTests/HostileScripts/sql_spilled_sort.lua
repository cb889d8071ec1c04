-- tries: sorting without end in a report, so that temporary files fill the disk
-- expect: stop
-- with: --cpu 60s
return grappe.sql([[
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
  SELECT count(*) AS n FROM (SELECT printf('%.*c', 1000, 'b') || i AS x FROM n ORDER BY x)]])
