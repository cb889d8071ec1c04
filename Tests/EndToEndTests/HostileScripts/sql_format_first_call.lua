-- tries: printf of 60 MB a row as the first call of the invocation
-- expect: stop
return #grappe.sql("SELECT printf('%60000000d', 7) AS s FROM actors a, actors b")
