-- The programs to measure: typical string and table work of plugins, some milliseconds each.

local words = {}
for i = 1, 2000 do words[i] = "word" .. (i * 7919 % 2003) end
local text = table.concat(words, " ")
local line = "Liège, Wallonie; 2024-05-17; 12500.00 EUR; festival des arts numériques"
local lines = (line .. "\n"):rep(300)

local seed = 42
local function random()
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return seed
end
local numbers, floats, objects = {}, {}, {}
for i = 1, 5000 do
  numbers[i] = random()
  floats[i] = random() / 7
  objects[i] = { key = random() }
end

local programs = {}
local function program(name, run) programs[#programs + 1] = { name = name, run = run } end
local function times(n, f)
  return function() for _ = 1, n do f() end end
end
local function copy_of(list) return table.move(list, 1, #list, 1, {}) end

program("find plain short", times(20000, function() return line:find("EUR", 1, true) end))
program("find plain long", times(100, function() return lines:find("nowhere", 1, true) end))
program("find class", times(20000, function() return line:find("%d+") end))
program("find set", times(20000, function() return line:find("[;:]") end))
program("match captures", times(10000, function() return line:match("(%d+)-(%d+)-(%d+)") end))
program("match anchored", times(20000, function() return line:match("^(%S+), (%a+)") end))
program("match trim", times(20000, function() return ("  some text  "):match("^%s*(.-)%s*$") end))
program("match balanced", times(10000, function() return ("f(a(b)c(d(e)))"):match("%b()") end))
program("match backtracking", times(20, function() return ("a"):rep(60):match(".-.-.-b") end))
program("match greedy tail", times(2000, function() return line:match(".*;(.*)") end))
program("match frontier", times(10000, function() return line:match("%f[%a]%a+%f[%A]") end))
program("gmatch words", times(10, function() for w in text:gmatch("%a+") do end end))
program("gmatch pairs", times(300, function() for k, v in ("a=1, b=2, c=3, d=4"):gmatch("(%w+)=(%w+)") do end end))
program("gsub string", times(20, function() return text:gsub("o", "0") end))
program("gsub escapes", times(20, function() return text:gsub("(%a)(%d)", "%2%1") end))
program("gsub table", times(20, function() return text:gsub("%a+", { word = "mot" }) end))
program("gsub function", times(10, function() return text:gsub("%d+", function(d) return d + 1 end) end))
program("gsub no match", times(20, function() return text:gsub("Q", "") end))
program("rep", times(2000, function() return ("ab"):rep(1000) end))
program("rep separated", times(2000, function() return ("ab"):rep(1000, ", ") end))
program("rep one byte", times(500, function() return ("x"):rep(100000) end))
program("format %d %s", times(20000, function() return ("%d: %s"):format(42, "text") end))
program("format %5.2f", times(20000, function() return ("%5.2f"):format(3.14159) end))
program("format %05d %x %-10s", times(10000, function() return ("%05d %x %-10s|"):format(42, 255, "abc") end))
program("format %q", times(200, function() return ("%q"):format(line) end))
program("format %g", times(10000, function() return ("%.14g"):format(0.1) end))
program("byte char", times(20000, function() return string.char(line:byte(1, 8)) end))
program("byte one", times(50000, function() return line:byte(5) end))
program("sub", times(50000, function() return line:sub(5, 15) end))
program("upper lower", times(1000, function() return lines:upper(), lines:lower() end))
program("reverse", times(1000, function() return lines:reverse() end))
program("pack unpack", times(10000, function() return string.unpack("<i4 d s2", string.pack("<i4 d s2", 1, 2.5, "abc")) end))
program("concat", times(50, function() return table.concat(words, ",") end))
program("insert append", times(10, function() local t = {} for i = 1, 5000 do table.insert(t, i) end end))
program("insert front", times(5, function() local t = {} for i = 1, 300 do table.insert(t, 1, i) end end))
program("remove last", times(10, function() local t = copy_of(numbers) for _ = 1, #t do table.remove(t) end end))
program("remove first", times(5, function() local t = table.move(numbers, 1, 300, 1, {}) for _ = 1, #t do table.remove(t, 1) end end))
program("move", times(50, function() return copy_of(numbers) end))
program("unpack", times(20000, function() return table.unpack(numbers, 1, 20) end))
program("pack", times(20000, function() return table.pack(1, 2, 3, 4, 5) end))
program("sort integers", times(3, function() table.sort(copy_of(numbers)) end))
program("sort floats", times(3, function() table.sort(copy_of(floats)) end))
program("sort strings", times(3, function() table.sort(copy_of(words)) end))
program("sort comparator", times(2, function() table.sort(copy_of(numbers), function(a, b) return a > b end) end))
program("sort by key", times(2, function() table.sort(copy_of(objects), function(a, b) return a.key < b.key end) end))
program("sort sorted", function() local t = copy_of(numbers) for _ = 1, 5 do table.sort(t) end end)
program("sort short", times(2000, function() table.sort { 3, 1, 2, 5, 4 } end))
program("utf8.len", times(100, function() return utf8.len(lines) end))
program("utf8.codes", times(10, function() for _ in utf8.codes(lines) do end end))
program("utf8.char", times(20000, function() return utf8.char(233, 8364, 65) end))
program("utf8.codepoint", times(5000, function() return utf8.codepoint(line, 1, 20) end))
program("utf8.offset", times(500, function() return utf8.offset(lines, 2000) end))
program("numerals", times(20000, function() return "10" + 1, "3" * "4" end))

return programs
