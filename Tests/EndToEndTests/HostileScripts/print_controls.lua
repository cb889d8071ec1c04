-- tries: prints 4 MiB of controls, then 4 MiB of what is no text
-- expect: ok
-- with: --memory 32MiB
-- peak: 100MiB
print(("\1"):rep(4 << 20))
print(("\xff"):rep(4 << 20))
