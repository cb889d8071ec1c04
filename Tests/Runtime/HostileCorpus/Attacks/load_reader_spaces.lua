-- expect: killed cpu
load(function() return ' ' end)
while true do load(function() return ' ' end) end
