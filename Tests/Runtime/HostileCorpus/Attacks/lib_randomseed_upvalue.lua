-- expect: ok
-- The stock function runs in the frame of the sandbox's own, with the generator's state in place.
for _, arguments in ipairs { {}, { 1 }, { 1, 2 }, { 'x' }, { {} }, { 2.5 }, { 1e300 }, { nil, 3 } } do
  pcall(math.randomseed, table.unpack(arguments))
  assert(pcall(coroutine.wrap(function() return math.randomseed(table.unpack(arguments)) end)) ~= nil)
  local n = math.random(10)
  assert(n >= 1 and n <= 10)
end
