-- tries: gathering megabytes of each row in json_group_array, whose text is measured only at its end
-- expect: stop
return grappe.sql("SELECT length(json_group_array(printf('%.*c', 900000, 'a') || b.id)) AS n FROM actors a, actors b")
