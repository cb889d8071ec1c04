-- expect: ok
-- No mode and no reader lets bytecode in, and every refusal shows the mode.
for _, mode in ipairs { 'b', 'x', '', 'bb', 'tb', 'bt', 't', 'binary', 'B' } do
  for _, source in ipairs { '\x1bLua', '\x1bLua\x54\0\x19\x93', '\x1b' } do
    local f, message = load(source, 'x', mode)
    assert(f == nil and message:find('binary'), mode)
    local left = { source }
    local g, why = load(function() return table.remove(left) end, 'x', mode)
    assert(g == nil and why:find('binary'), mode)
  end
  local f = load('return 1', 'x', mode)
  assert((f ~= nil) == (mode:find('t') ~= nil))
end
