-- tries: searches for a text of a million words
-- expect: error
-- with: --memory 32MiB
return #grappe.actors.search(("a "):rep(1 << 20))
