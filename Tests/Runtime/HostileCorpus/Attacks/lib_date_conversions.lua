-- expect: killed cpu, memory
-- Conversions at odd places only, where a check at multiples of a size is never reached.
while true do pcall(os.date, 'x' .. ('%t'):rep(400000)) end
