-- tries: returns 6 MiB of controls as JSON, where each takes six bytes
-- expect: ok
-- with: --json --memory 32MiB --cpu 60s
-- peak: 110MiB
return ("\27"):rep(6 << 20)
