-- tries: sorting 300,000 rows of 200 bytes, more than memory holds, in a report, which temporary files allow
-- expect: ok
-- with: --cpu 60s
-- peak: 140MiB
local rows = grappe.sql([[
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000),
    s(x) AS (SELECT printf('%06d', (i * 7919) % 300007) || printf('%.*c', 200, 'b') FROM n)
  SELECT max(place) AS last FROM (SELECT row_number() OVER (ORDER BY x) AS place FROM s)]])
if rows[1].last ~= 300000 then error("sorted " .. tostring(rows[1].last)) end
