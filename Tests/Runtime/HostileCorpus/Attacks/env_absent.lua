-- expect: ok
for _, name in ipairs{'io', 'debug', 'package', 'dofile', 'loadfile', 'loadstring', 'newproxy'} do
  assert(_G[name] == nil, name)
end
for _, name in ipairs{'execute', 'exit', 'getenv', 'remove', 'rename', 'tmpname', 'setlocale'} do
  assert(os[name] == nil, name)
end
