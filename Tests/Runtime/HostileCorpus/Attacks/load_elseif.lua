-- expect: any
local f = load('if a then ' .. ('elseif a then '):rep(60000) .. 'end')
