-- Finds whole actors by name, an indexed field; prints the seconds of one search.
local rows, count = tonumber((...)), 5000
local names = {}
for i = 1, count do names[i] = actors.get(string.format("actor-%07d", i * 7919 % rows)).name end
local start = os.clock()
for i = 1, count do assert(#actors.find { name = names[i] } >= 1) end
print((os.clock() - start) / count)
