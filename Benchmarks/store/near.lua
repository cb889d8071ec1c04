-- Finds the actors within 5 km of points all over the area; prints the seconds of one search.
local count = 500
local start = os.clock()
for i = 1, count do
  actors.find { near = { lat = 42 + i * 7 % 100 / 10, lon = 2 + i * 13 % 60 / 10, km = 5 } }
end
print((os.clock() - start) / count)
