-- tries: instr, trim and replace of texts that would be many megabytes long, after a first statement
-- expect: stop
grappe.actors.count{}
return grappe.sql("SELECT instr(replace(printf('%.*c', 1000000, 'a'), 'a', 'aaaa'), printf('%.*c', 1000000, 'a') || 'b') AS n")
