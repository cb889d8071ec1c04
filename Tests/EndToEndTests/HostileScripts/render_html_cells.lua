-- tries: a page with a table, a note, a list and a key figure of 600 KiB each, all of it escaped
-- expect: ok
-- with: --format html --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc, text = grappe.document { title = ("t'"):rep(100000) }, ("&<"):rep(300 << 10)
doc:table { caption = "c", columns = { "a" }, rows = { { text } } }
doc:note(text)
doc:list { text }
