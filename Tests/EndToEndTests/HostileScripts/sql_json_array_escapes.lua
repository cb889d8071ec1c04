-- tries: json_array of 100 texts of control characters, six bytes each in JSON
-- expect: stop
local texts = ("replace(printf('%.*c', 900000, 'a'), 'a', char(1)),"):rep(100)
return grappe.sql("SELECT length(json_array(" .. texts .. "1)) AS n")
