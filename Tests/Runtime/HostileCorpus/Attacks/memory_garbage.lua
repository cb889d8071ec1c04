-- expect: killed cpu
-- Garbage is no crime.
while true do local _ = {{}, {}, {}} end
