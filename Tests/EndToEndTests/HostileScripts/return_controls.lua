-- tries: returns a text and a table of 2 MiB of controls each
-- expect: ok
-- with: --memory 32MiB --cpu 60s
-- peak: 100MiB
return ("\27"):rep(2 << 20), { a = ("\27"):rep(2 << 20) }, { ("\27"):rep(2 << 20) }
