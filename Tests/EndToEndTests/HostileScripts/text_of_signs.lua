-- tries: a paragraph of signs that stay with the word before them: each used to be joined to all those before
-- expect: ok
local doc = grappe.document { title = "x" }
doc:text((": "):rep(100000) .. "\n" .. ("« "):rep(100000))
