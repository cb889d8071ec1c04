-- expect: killed rows
table.sort({1, 2, 3}, function() while true do host.rows(100) end end)
