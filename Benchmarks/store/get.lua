-- Gets whole actors by id, scattered over the table; prints the seconds of one.
local rows, count = tonumber((...)), 100000
local format = string.format
local start = os.clock()
for i = 1, count do
  local actor = actors.get(format("actor-%07d", i * 7919 % rows))
  assert(actor.city)
end
print((os.clock() - start) / count)
