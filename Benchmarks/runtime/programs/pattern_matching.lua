local line = 'name=Jean Dupont; city=Liège; born=1984-05-12; mail=jean.dupont@example.be; '
local text = line:rep(200)
local found = 0
for _ = 1, 1500 do
  for key, value in text:gmatch('(%w+)=([^;]+);') do if #key < #value then found = found + 1 end end
  text:gsub('%d%d%d%d%-%d%d%-%d%d', function(d) found = found + #d end)
  assert(not text:find('nobody@%w+%.%w+'))
end
assert(found > 0)
