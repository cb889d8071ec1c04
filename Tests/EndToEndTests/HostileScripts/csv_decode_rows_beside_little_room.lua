-- tries: rows of two hundred thousand columns where the memory limit leaves no room for one
-- expect: stop
-- with: --memory 4MiB
local header, row = {}, {}
for i = 1, 20000 do header[i] = "c" .. i end
local text = table.concat(header, ",") .. "\n" .. (","):rep(19999) .. "\n"
header = nil
while true do text = text .. text grappe.csv.decode(text) end
