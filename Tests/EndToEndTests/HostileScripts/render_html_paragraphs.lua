-- tries: a page of half a million paragraphs in one text
-- expect: ok
-- with: --format html --memory 16MiB --cpu 60s
-- peak: 100MiB
local doc = grappe.document { title = "x" }
doc:text(("p\n\n"):rep(1 << 19))
