-- string.format: every conversion with every combination of modifiers over values of each kind.

local function try(...)
  emit(...)
  emit("=>", pcall(string.format, ...))
end

local values = {
  0, 1, -1, 42, -100, math.maxinteger, math.mininteger, 0.0, -0.0, 0.1, -2.5, 1e15, 1e100, 1 / 0, -1 / 0, 3.0, 1e308, -1e308, 5e-324,
  "", "hello", "10", "3.0", "x", "a\0b", ("long "):rep(25), true, false,
}
local conversions = { "a", "A", "c", "d", "e", "E", "f", "F", "g", "G", "i", "o", "q", "s", "u", "x", "X", "%", "y", "n", "l", "\0", "" }
local modifiers = {
  "", "-", "+", " ", "#", "0", "5", "05", "-5", "+5", "10", "99", "100", "1000", ".", ".0", ".3", ".20", ".99", ".100", "5.2", "-5.2", "05.2",
  "+.3", " .3", "#.3", "-+ #0", "-+ #05.3", "--", "++5", "00000000000000000000", "000000000000000000001", "-----5", "1.2.3", ".-3", "5-", "#5", "#05",
  "0-5", "99.99", "099.99", "20.", "-20.", "-0", "-.3",
}
for _, conversion in ipairs(conversions) do
  for _, modifier in ipairs(modifiers) do
    for _, value in ipairs(values) do
      try("<%" .. modifier .. conversion .. ">", value)
    end
  end
end

for _, v in ipairs { 0 / 0, -(0 / 0) } do emit((string.format("%q %f %g %a", v, v, v, v):gsub("-nan", "nan"))) end
for i = 0, 255 do
  local c = string.char(i)
  try("%q", c)
  try("%q", c .. "0")
  try("%q", c .. "x")
  try("%c%c", i, 255 - i)
  try("%" .. c, 1)
  try("%5" .. c, 1)
end
for i = -5, 5 do
  for _, base in ipairs { 2.0 ^ 53, 2 ^ 63, 10 ^ 15, 1.0 } do try("%d|%q|%s|%.14g|%5.1f|%x", math.tointeger(base + i) or i, base + i, base + i, base + i, base + i, i) end
end
for _, v in ipairs { {}, print } do
  emit(pcall(string.format, "%d", v), pcall(string.format, "%f", v), pcall(string.format, "%c", v), pcall(string.format, "%q", v), pcall(string.format, "%5q", v))
end
emit(pcall(string.format, "%q %q %q", nil, true, false), pcall(string.format, "%s %s %s", nil, true, false))
emit(pcall(string.format), pcall(string.format, {}), pcall(string.format, "%d"), pcall(string.format, "%d %d", 1), pcall(string.format, "%%"))
emit(pcall(string.format, "%"), pcall(string.format, "a%", 1), pcall(string.format, "%5", 1), pcall(string.format, "%%%d%%", 3), string.format(""))
emit(string.format("zero \0 %s \0", "in\0side"), string.format(5), pcall(string.format, "%10s", "a\0b"), pcall(string.format, "%d", "0x10"))
local named = setmetatable({}, { __tostring = function() return "I am" end })
local zeroes = setmetatable({}, { __tostring = function() return "a\0b" end })
local broken = setmetatable({}, { __tostring = function() return 7 end })
local wrong = setmetatable({}, { __tostring = function() return {} end })
emit(string.format("%s|%10s|%-10s|%.2s", named, named, named, named), pcall(string.format, "%s", zeroes), pcall(string.format, "%5s", zeroes))
emit(pcall(string.format, "%s", broken), pcall(string.format, "%s", wrong), pcall(string.format, "%.3s", named))
emit(string.format("%p %p %p %10p|%-10p|", 1, true, nil, 2, 3), pcall(string.format, "%.3p", 1), pcall(string.format, "%05p", 1))
emit(string.format("%p", print) == string.format("%p", print), string.format("%p", {}) == string.format("%p", print), #string.format("%90p", {}))
local s1, s2 = ("a"):rep(10), ("aa"):rep(5)
emit(string.format("%p", s1) == string.format("%p", s2), string.format("%p", s1) == string.format("%p", "b"))
emit(#string.format(("%s"):rep(200), table.unpack((function() local t = {} for i = 1, 200 do t[i] = ("x"):rep(i) end return t end)())))
emit(#string.format("%99.99f", -1e308), string.format("%s", ("x"):rep(100000)) == ("x"):rep(100000), #string.format("%q", ("\n"):rep(50000)))
