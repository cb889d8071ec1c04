-- The table library: raw tables, tables with metamethods and things that only look like tables.

local function show(name, ...)
  emit(name, ...)
  emit("=>", pcall(table[name], ...))
end

-- A table that says what is done with it.
local function watched(content)
  local log = {}
  local proxy = setmetatable({}, {
    __index = function(_, k) log[#log + 1] = "get" emit("get", k) return content[k] end,
    __newindex = function(_, k, v) emit("set", k, v) content[k] = v end,
    __len = function() emit("len") return #content end,
  })
  return proxy, content
end

local positions = { 0, 1, 2, 3, 4, 5, -1, math.maxinteger, math.mininteger, 2.0, "2", 2.5, "x", false }
for _, position in ipairs(positions) do
  for _, make in ipairs { function() return { 10, 20, 30 } end, function() return {} end, function() return (watched { 10, 20, 30 }) end } do
    local t = make()
    emit("insert", position, pcall(table.insert, t, position, "x"))
    emit(t[1], t[2], t[3], t[4], t[5], #t)
    t = make()
    emit("remove", position, pcall(table.remove, t, position))
    emit(t[1], t[2], t[3], t[4], #t)
    for _, last in ipairs(positions) do
      if last ~= math.maxinteger and position ~= math.mininteger then
        t = make()
        emit("concat", position, last, pcall(table.concat, t, ",", position, last))
        emit("unpack", position, last, pcall(table.unpack, t, position, last))
      end
    end
  end
end
local t = {}
for i = 1, 10 do table.insert(t, i) table.insert(t, 1, -i) end
emit(t)
while #t > 0 do emit(table.remove(t, (#t + 1) // 2), table.remove(t)) end
emit(table.remove(t), table.remove(t, 0), table.remove(t, #t), pcall(table.remove, t, 1), pcall(table.remove, t, 2))
emit(pcall(table.insert), pcall(table.insert, {}), pcall(table.insert, {}, 1), pcall(table.insert, {}, 1, 2, 3), pcall(table.insert, 5, 1))
emit(pcall(table.remove), pcall(table.remove, "abc"), pcall(table.concat), pcall(table.concat, 5), pcall(table.unpack), pcall(table.unpack, 5), pcall(table.sort))

-- Metatables that allow some uses only.
for _, fields in ipairs { "__index", "__newindex", "__len", "__index __newindex", "__index __len", "__newindex __len", "__index __newindex __len" } do
  local meta = {}
  for name in fields:gmatch("%S+") do meta[name] = function() return 0 end end
  debug.setmetatable(1, meta)
  emit(fields, pcall(table.insert, 1, 5), pcall(table.remove, 1), pcall(table.concat, 1), pcall(table.sort, 1), pcall(table.move, 1, 1, 0, 1), pcall(table.unpack, 1))
  debug.setmetatable(1, nil)
end
for _, length in ipairs { "x", {}, 2.5, 3.0, -1, math.maxinteger, math.mininteger, 1 << 31, (1 << 31) - 1 } do
  local odd = setmetatable({ 1, 2, 3 }, { __len = function() return length end })
  emit("length", length, pcall(table.remove, odd, length), pcall(table.insert, odd, "y"))
  if math.type(length) ~= "integer" or length < 5 then emit(pcall(table.insert, odd, 2, "z")) end
  if math.type(length) ~= "integer" or length < 5 or length >= 1 << 31 then emit(pcall(table.sort, odd), pcall(table.unpack, odd)) end
  for i = 1, 4 do emit(rawget(odd, i)) end
end

-- concat.
for _, separator in ipairs { "", ",", 3, ("-"):rep(50) } do
  emit(table.concat({}, separator), table.concat({ 1 }, separator), table.concat({ 1, 2.5, "x" }, separator), table.concat({ 1, 2, 3 }, separator, 2, 3))
end
emit(pcall(table.concat, { 1, {}, 3 }), pcall(table.concat, { 1, nil, 3 }, ","), pcall(table.concat, { true }), pcall(table.concat, {}, "", 1, 1), pcall(table.concat, {}, {}))
emit(table.concat({}, "x", math.maxinteger, math.mininteger), pcall(table.concat, {}, "x", math.maxinteger, math.maxinteger))
emit(table.concat({ [math.maxinteger] = "last" }, "x", math.maxinteger, math.maxinteger))
emit(pcall(table.concat, (watched { "a", "b", "c" }), "-"))
local many = {}
for i = 1, 20000 do many[i] = "item " .. i end
emit(#table.concat(many), #table.concat(many, ", "), table.concat(many, ",", 19998))

-- pack and unpack.
emit(table.pack(), table.pack(1, nil, 3).n, table.pack(nil, nil).n, table.pack("a", "b"))
emit(pcall(table.unpack, {}, 1, 1 << 31), pcall(table.unpack, {}, math.mininteger, math.maxinteger), pcall(table.unpack, {}, 0, 10000000))
emit(table.unpack({ 1, 2, 3 }, -1, 4))
emit(table.unpack({}, math.maxinteger, math.maxinteger), pcall(table.unpack, {}, math.maxinteger - 1, math.maxinteger), table.unpack({ 1, 2 }, 2, 1))
emit(select("#", table.unpack({}, 1, 5000)), pcall(table.unpack, (watched { 1, 2 })))

-- move.
for _, f in ipairs { 1, 2, 0, -2, math.maxinteger, math.mininteger } do
  for _, e in ipairs { 0, 1, 3, 5, math.maxinteger } do
    for _, to in ipairs { 1, 2, 3, -1, math.maxinteger, math.maxinteger - 2 } do
      if e ~= math.maxinteger or f <= 0 or f == e then
        local a, b = { 1, 2, 3, 4, 5 }, { 6, 7 }
        local small = e - f < 100 and e - f >= 0
        if small or e < f or e == math.maxinteger then
          if not (f == 0 and e == math.maxinteger) and not (f == -2 and e == math.maxinteger) then
            emit(f, e, to, pcall(table.move, a, f, e, to))
            emit(pcall(table.move, a, f, e, to, b))
          end
        end
      end
    end
  end
end
emit(pcall(table.move, {}, 1, math.maxinteger, 2), pcall(table.move, {}, -1, math.maxinteger, 2), pcall(table.move, {}, math.mininteger, -1, 2))
emit(pcall(table.move, (watched { 1, 2, 3 }), 1, 3, 2), pcall(table.move, { 1, 2, 3 }, 1, 3, 1, (watched {})), pcall(table.move, { 1 }, 1, 1, 1, 5), pcall(table.move, 1, 1, 1, 1))
local equal = { __eq = function() return true end }
emit(table.move(setmetatable({ 1, 2, 3 }, equal), 1, 3, 2, setmetatable({}, equal)))

-- sort: what comes out is the same wherever the order leaves no choice.
local seed = 99
local function random(n)
  seed = (seed * 6364136223846793005 + 1442695040888963407) & math.maxinteger
  return (seed >> 33) % n + 1
end
local function numbers(n, range)
  local list = {}
  for i = 1, n do list[i] = random(range) end
  return list
end
local function sorted(list, ...)
  emit(pcall(table.sort, list, ...))
  emit(list)
end
local function permute(list, n)
  if n == 0 then
    sorted { table.unpack(list) }
    sorted({ table.unpack(list) }, function(a, b) return a > b end)
  end
  for i = 1, n do
    list[n], list[i] = list[i], list[n]
    permute(list, n - 1)
    list[n], list[i] = list[i], list[n]
  end
end
permute({ 1, 2, 3, 4, 5, 6 }, 6)
permute({ 1, 1, 2, 2, 3, 3 }, 6)
for n = 0, 70 do
  sorted(numbers(n, 1000000))
  sorted(numbers(n, 5), function(a, b) return a > b end)
end
for _, n in ipairs { 100, 1000, 5000 } do
  sorted(numbers(n, n))
  sorted(numbers(n, 1 << 40), function(a, b) return b < a end)
  local floats, words = numbers(n, 1 << 30), numbers(n, 1 << 30)
  for i = 1, n do
    floats[i] = i % 3 == 0 and floats[i] or floats[i] / 7
    words[i] = "w" .. words[i]
  end
  sorted(floats)
  sorted(words)
  local ascending, descending = {}, {}
  for i = 1, n do ascending[i], descending[i] = i, -i end
  sorted(ascending)
  sorted(descending)
  sorted(descending, function(a, b) return a > b end)
end
emit(pcall(table.sort, { 1, "x" }), pcall(table.sort, { {}, {} }), pcall(table.sort, { 1, 2 }, 5), pcall(table.sort, { 1 }, 5), pcall(table.sort, {}, nil))
emit(pcall(table.sort, { 3, 1, 2 }, function() error("stop") end), pcall(table.sort, { 2, 1 }, print and function() return nil end))
for n = 1, 12 do
  local list = numbers(n, 100)
  emit("always", n, pcall(table.sort, list, function() return true end))
  emit("never", n, pcall(table.sort, list, function() return false end))
end
local objects = {}
for i = 1, 50 do objects[i] = setmetatable({ key = (i * 37) % 50 }, { __lt = function(a, b) return a.key < b.key end }) end
table.sort(objects)
for i = 1, 50 do emit(objects[i].key) end
local proxy, behind = watched { 3, 1, 2 }
local quiet = setmetatable({}, { __index = behind, __newindex = behind, __len = function() return #behind end })
emit(pcall(table.sort, quiet), behind, #quiet)
