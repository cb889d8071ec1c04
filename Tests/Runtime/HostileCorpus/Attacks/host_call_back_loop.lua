-- expect: killed cpu
host.call(function() while true do end end)
