-- string.pack, packsize and unpack.

local seed = 7
local function random(n)
  seed = (seed * 6364136223846793005 + 1442695040888963407) & math.maxinteger
  return (seed >> 33) % n + 1
end

local function round(format, ...)
  emit("pack", format, ...)
  local packed = table.pack(pcall(string.pack, format, ...))
  emit("=>", packed[1], packed[2])
  emit("size", pcall(string.packsize, format))
  if packed[1] then
    emit("unpack", pcall(string.unpack, format, packed[2]))
    emit("short", pcall(string.unpack, format, packed[2]:sub(1, -2)))
    emit("at", pcall(string.unpack, format, "#" .. packed[2], 2))
  end
end

local orders = { "", "<", ">", "=" }
local integers = {
  0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, 65535, 65536, -32769, 1 << 23, 1 << 24, (1 << 31) - 1, 1 << 31, 1 << 32,
  math.maxinteger, math.mininteger, 2.0, "5", 2.5, "x", true,
}
for _, order in ipairs(orders) do
  for _, option in ipairs { "b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "i0", "i17", "I99", "i", "!i3", "i 3" } do
    for _, v in ipairs(integers) do round(order .. option, v) end
  end
  for size = 1, 16 do
    for _, v in ipairs(integers) do
      round(order .. "i" .. size, v)
      round(order .. "I" .. size, v)
    end
  end
  for _, v in ipairs { 0.0, -0.0, 1.5, -1e300, 1 / 0, 5e-324, 3, "2", "x" } do
    for _, option in ipairs { "f", "d", "n" } do round(order .. option, v) end
  end
end

for _, s in ipairs { "", "a", "hello", "a\0b", ("x"):rep(300), 12, {} } do
  for _, option in ipairs { "z", "s", "s1", "s2", "s8", "s16", "c0", "c1", "c5", "c400", "c", "s0", "s17", ">s3", "zz" } do
    if type(s) ~= "table" then round(option, s, s) else emit(pcall(string.pack, option, s)) end
  end
end

local settings = { "!", "!1", "!2", "!4", "!8", "!16", "!3", "!0", "!17", "", " ", "<", ">" }
local options = { "b", "h", "i4", "i3", "j", "d", "f", "x", "X", "Xi4", "Xb", "Xd", "Xc1", "X ", "Xs", "Xz", "X!", "s2", "c3", "i8", " ", "i5" }
for _, setting in ipairs(settings) do
  for _, first in ipairs(options) do
    for _, second in ipairs(options) do round(setting .. first .. second, first == "s2" and "a" or first == "c3" and "b" or 1, 2) end
  end
end
for _ = 1, 4000 do
  local parts, values = {}, {}
  for i = 1, random(6) do
    local option = random(4) == 1 and settings[random(#settings)] or options[random(#options)]
    parts[i] = option
    values[i] = option:find("^[sc]") and "xyz" or i
  end
  round(table.concat(parts), table.unpack(values))
end

for _, n in ipairs { "2147483647", "2147483646", "214748364", "99999999999999999999", "1073741824" } do
  emit(n, pcall(string.packsize, "c" .. n), pcall(string.packsize, "c" .. n .. "c" .. n), pcall(string.packsize, "c1000000000c1000000000c147483647"))
end
for _, position in ipairs { 0, 1, 2, 4, 5, 6, -1, -4, -5, math.maxinteger, math.mininteger } do
  emit(position, pcall(string.unpack, "b", "abcd", position), pcall(string.unpack, "", "abcd", position), pcall(string.unpack, "z", "ab\0d", position))
end
for size = 9, 16 do
  for _, fill in ipairs { 0, 255, 1, 127, 128 } do
    for _, head in ipairs { 0, 255, 128 } do
      local data = ("\1"):rep(7) .. string.char(head) .. string.char(fill):rep(size - 8)
      emit(size, fill, head, pcall(string.unpack, "<i" .. size, data), pcall(string.unpack, "<I" .. size, data), pcall(string.unpack, ">i" .. size, data:reverse()))
    end
  end
end
emit(pcall(string.pack, "y"), pcall(string.pack), pcall(string.pack, "i"), pcall(string.pack, "s"), pcall(string.unpack, "i"), pcall(string.unpack, {}, ""))
emit(pcall(string.unpack, "s1", "\5abc"), pcall(string.unpack, "s8", ("\255"):rep(8)), pcall(string.unpack, "z", "abc"), pcall(string.unpack, "c4", "abc"))
emit(pcall(string.unpack, ("b"):rep(300), ("a"):rep(300)), #string.pack("c100000", "x"), pcall(string.unpack, ("b"):rep(2000000), ("a"):rep(2000000)))
