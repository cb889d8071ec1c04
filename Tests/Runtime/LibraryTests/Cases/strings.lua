-- The small functions of string, and what strings do as operands.

local function show(name, ...)
  emit(name, ...)
  emit("=>", pcall(string[name], ...))
end

local positions = {
  0, 1, 2, 3, 4, 5, 6, 10, -1, -2, -3, -4, -5, -6, -10, math.maxinteger, math.mininteger, math.maxinteger - 1,
  math.mininteger + 1, 2.0, "2", 2.5, "x", false,
}
for _, s in ipairs { "", "a", "hello", "\0\xff" } do
  for _, i in ipairs(positions) do
    show("sub", s, i)
    show("byte", s, i)
    for _, j in ipairs(positions) do
      show("sub", s, i, j)
      show("byte", s, i, j)
    end
  end
  show("byte", s)
  show("byte", s, nil, -1)
end
for _, name in ipairs { "len", "lower", "upper", "reverse", "sub", "byte", "char", "rep", "dump?" } do
  if string[name] then
    for _, v in ipairs { "", "abcÉé\0XyZ@[`{", 12, 1.5, -0.0, true, {}, print } do emit(name, pcall(string[name], v)) end
    emit(name, pcall(string[name]), pcall(string[name], nil))
  end
end
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all)
emit(all, all:lower(), all:upper(), all:reverse(), #all, all:len())
emit(pcall(string.char, 0, 255, 65.0, "66"), pcall(string.char, 256), pcall(string.char, -1), pcall(string.char, 1, {}), string.char())
local long = all:rep(700)
emit(long:lower() == all:lower():rep(700), long:reverse():reverse() == long, long:upper():len())
emit(pcall(string.byte, ("x"):rep(2000000), 1, -1))
emit(select("#", ("x"):rep(5000):byte(1, -1)))

for _, n in ipairs { 0, 1, 2, 3, 7, 100, -1, math.mininteger, 2.0, "3", 2.5, "x" } do
  for _, s in ipairs { "", "a", "abc" } do
    show("rep", s, n)
    for _, separator in ipairs { "", ",", ", ", 7 } do show("rep", s, n, separator) end
  end
end
for _, n in ipairs { 1 << 31, 1 << 40, 1 << 62, math.maxinteger } do
  show("rep", "ab", n)
  show("rep", "", n, "x")
  show("rep", "ab", n, ("x"):rep(100))
end
show("rep", "x", 2, {})
for _, n in ipairs { 1 << 20, (1 << 20) + 1, 3000001 } do
  local whole, cut = ("abc"):rep(n // 3), ("abc"):rep(n // 3, ", ")
  emit(#whole, whole:sub(-5), whole:find("[^abc]"), #cut, cut:sub(-8), cut:gsub("abc, ", "") == "abc")
end

-- Arithmetic.
local operands = {
  "10", " 0x10 ", "1e1", "3.5", "-2", "", "abc", "1x", "9223372036854775807", "1e", "0x", "10\0", 3, 2.5, true, {},
  setmetatable({}, {
    __add = function(a, b) return "add", a end, __unm = function() return "unm" end, __idiv = function(a, b) return type(a) .. type(b) end,
  }),
}
local operations = {
  function(a, b) return a + b end, function(a, b) return a - b end, function(a, b) return a * b end,
  function(a, b) return a / b end, function(a, b) return a % b end, function(a, b) return a ^ b end,
  function(a, b) return a // b end, function(a) return -a end, function(a, b) return a .. b end,
  function(a, b) return a < b end, function(a, b) return a & b end, function(a) return ~a end, function(a) return #a end,
}
for i, operation in ipairs(operations) do
  for _, a in ipairs(operands) do
    for _, b in ipairs(operands) do emit(i, type(a) ~= "table" and a, type(b) ~= "table" and b, pcall(operation, a, b)) end
  end
end
emit(pcall(function() return ("x").y end), pcall(function() return ("x"):nothing() end), ("abc").len, #"abc", ("x"):rep(3))
