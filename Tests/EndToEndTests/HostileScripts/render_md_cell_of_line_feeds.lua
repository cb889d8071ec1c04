-- tries: a Markdown cell of two million line feeds, each of which becomes a tag
-- expect: ok
-- with: --format md --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:table { columns = { "a" }, rows = { { ("\n"):rep(2 << 20) } } }
