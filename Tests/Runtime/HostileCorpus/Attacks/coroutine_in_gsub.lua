-- expect: killed cpu
string.gsub('aaa', '.', coroutine.wrap(function() while true do end end))
