for _ = 1, 30 do
  local parts = {}
  for i = 1, 20000 do parts[#parts + 1] = 'row ' .. i .. ';' .. string.format('%05d|%s', i, 'x') end
  local text = table.concat(parts, '\n')
  assert(#text:upper() == #text)
end
