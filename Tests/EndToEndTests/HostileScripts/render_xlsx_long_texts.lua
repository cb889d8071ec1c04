-- tries: a workbook with texts, a cell and a sheet name of 1 MiB of line feeds and combining marks
-- expect: ok
-- with: --format xlsx --memory 16MiB --cpu 60s
-- peak: 110MiB
local doc, marks = grappe.document { title = "x" }, "e" .. ("\u{301}"):rep(1 << 19)
doc:text(("a\n"):rep(1 << 19))
doc:table { caption = marks, columns = { "a" }, rows = { { ("a\n"):rep(1 << 19) } } }
