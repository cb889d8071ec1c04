-- Patterns: chosen ones with their edges, then random ones over a small alphabet. Both libraries get the same ones.

local seed = 20240229
local function random(n)
  seed = (seed * 6364136223846793005 + 1442695040888963407) & math.maxinteger
  return (seed >> 33) % n + 1
end
local function pick(list) return list[random(#list)] end

local function try(name, f, ...) emit(name, ..., "=>", pcall(f, ...)) end
local function show(name, ...)
  emit(name, ...)
  emit("=>", pcall(string[name], ...))
end
local function collect(s, p, init)
  local found = {}
  for a, b, c in string.gmatch(s, p, init) do
    found[#found + 1] = { a or false, b or false, c or false }
    if #found > 40 then break end
  end
  return found
end
local function every(s, p)
  show("find", s, p)
  show("match", s, p)
  show("gsub", s, p, "<%0>")
  show("gsub", s, p, "%1%%")
  show("gsub", s, p, function(...) return #{ ... } end)
  emit("gmatch", s, p, pcall(collect, s, p))
end

local chosen = {
  "", "^", "$", "^$", "^^", "$$", "a", "a*", "a+", "a-", "a?", "^a-$", ".", ".*", ".-", ".+", ".?", "(.)", "()", "(())",
  "()a()", "((a)(b))", "(a*)(b*)", "%", "a%", "%%", "%a", "%A", "[", "[^", "[]", "[^]", "[]]", "[^]]", "[a", "[a-", "[a-]",
  "[a-c]", "[^a-c]", "[%a-z]", "[a-%z]", "[+-%]]", "[%]]", "[%", "[%]", "[-a]", "[a-c-e]", "[z-a]", "[%d%s]", "[^%d]",
  "(", ")", "(a", "a)", "(a))", "%1", "%0", "%9", "(a)%1", "(a)(b)%2%1", "(%1)", "((a)%2)", "()%1", "%b", "%b(", "%b()",
  "%b((", "%bxx", "%f", "%fa", "%f[", "%f[a", "%f[a]", "%f[%w]%w+", "%f[%W]", "%f[%z]", "%f[\0]", "a**", "a*+", "a+-", "*", "+",
  "-", "?", "(a*", "(a)*", "(ab)+", "a$b", "$a", "a^", "%z", "%Z", "[%z]", "\0", "[\0]", "%g", "%p+", "%x+", "%c", "%u%l*", "%s+",
  "x[", "x%", "x%b", "x%f", "x(", "a[", "(a[", "%q", "%-", "%.", "%é", "[%q]", "(()", "())", "(()())", "^*", "^%1", "[^%1]",
  "(a+)(a+)", "(a-)(a-)$", "^(a-)b", "a.-b", "a.-b.-c", "(.-)%s*$", "^%s*(.-)%s*$", "(%w+)=(%w+)", "%((.-)%)", "%f[%a]%a+%f[%A]",
  "[%w_]+", "[^%s]+", "%d+%.?%d*", ("a?"):rep(20) .. ("a"):rep(3), ("(a)"):rep(32), ("(a)"):rep(33), ("()"):rep(40),
  ("a"):rep(40), ("[ab]"):rep(30), ("a*"):rep(10) .. "[", ("."):rep(31), ("."):rep(32), ("[a]"):rep(10) .. "a", ("[a]"):rep(11),
}
local subjects = {
  "", "a", "b", "aaa", "aaab", "abc", "abcabc", "ab)c(", "((a)(b))", "x(a(b)c)d)", "key=value, k2 = v2", "  trim me  ", "a]b-c^d%e",
  "a\0b", "\0", "[]", "^a$", "THE (quick) fox", "3.14 -2e10", "aXbXc", "é", "\xff\xfe", "one\ntwo", ("a"):rep(35), ("ab"):rep(20),
}
for _, p in ipairs(chosen) do
  for _, s in ipairs(subjects) do every(s, p) end
end

-- How deep a pattern may nest before it is "too complex", to the exact count.
for n = 180, 210 do
  try("nested ?", string.find, ("a"):rep(n), ("a?"):rep(n))
  try("skipped ?", string.find, "b", ("a?"):rep(n))
  try("nested *", string.find, ("a"):rep(3), ("a*"):rep(n))
  try("nested -", string.find, "aa", ("a-"):rep(n) .. "$")
  try("nested +", string.find, ("ab"):rep(n), ("a+b+"):rep(n // 2))
  try("with captures", string.find, ("a"):rep(n), ("()"):rep(20) .. ("a?"):rep(n - 20))
end
try("too many", string.gsub, ("a"):rep(300), (".?"):rep(200000), "")

-- Every class over every byte; every range end.
local bytes = {}
for i = 0, 255 do bytes[i + 1] = string.char(i) end
local all = table.concat(bytes)
for i = 0, 255 do
  local letter = string.char(i)
  emit("class", i, pcall(string.gsub, all, "%" .. letter, "."))
  emit("in set", i, pcall(string.gsub, all, "[%" .. letter .. "]", "."))
  emit("not in set", i, pcall(string.gsub, all, "[^%" .. letter .. "x]", "."))
  emit("range", i, pcall(string.gsub, all, "[" .. letter .. "-\x80]", "."))
  emit("literal", i, pcall(string.find, all, letter), pcall(string.find, all, letter, 1, true))
end

-- Positions and counts.
local positions = { 0, 1, 2, 3, 4, 5, 7, -1, -2, -3, -4, -9, math.maxinteger, math.mininteger }
for _, init in ipairs(positions) do
  for _, p in ipairs { "", "b", "^b", "()", "x", ".", "a-", "b*" } do
    show("find", "abcb", p, init)
    show("find", "abcb", p, init, true)
    show("match", "abcb", p, init)
    emit("gmatch", p, init, pcall(collect, "abcb", p, init))
  end
  show("gsub", "abab", "a", "x", init)
  show("gsub", "abab", "", "-", init)
end

-- Replacements of every kind.
local function identity(...) return ... end
for _, r in ipairs { "", "%0", "%1", "%2", "%%", "%", "%x", "x%", "%9", "a%1b%1c", "%0%0", 7, 1.5, true, identity } do
  for _, p in ipairs { "b", "(b)", "(b)()", "()", "^b", "^a", "(b", "x" } do emit("gsub", p, pcall(string.gsub, "abcb", p, r)) end
end
for _, v in ipairs { "s", 3, 2.5, false, {}, identity, math.huge } do
  emit("table value", pcall(string.gsub, "abc", "%w", { a = v }))
  emit("function value", pcall(string.gsub, "abc", "%w", function(c) if c == "b" then return v end end))
end
emit("nil value", pcall(string.gsub, "abc", "%w", function() end))
emit("__index", pcall(string.gsub, "abc", "%w", setmetatable({}, { __index = function(_, k) return k .. k end })))
emit("raises", pcall(string.gsub, "abc", "%w", function(c) error({ c }) end))
for _, bad in ipairs { false, {}, print } do
  emit("bad", pcall(string.find, bad, "a"), pcall(string.find, "a", bad), pcall(string.find, "a", "a", bad))
  emit("bad", pcall(string.gmatch, bad, "a"), pcall(string.gsub, "a", "a", "a", bad), pcall(string.match))
end
emit("no value", pcall(string.gsub, "a", "a"), pcall(string.gsub, "a"), pcall(string.gmatch, "a"), pcall(string.find, "a"))
emit("numbers", string.find(12345, 34), string.match(12.5, "%d+"), string.gsub(1001, 0, 7))
emit("long", string.find(("x"):rep(200000) .. "needle", "needle", 1, true), string.find(("x"):rep(200000) .. "needle", "needle"))
emit("long", string.find(("ab"):rep(90000) .. "aab", "aab", 1, true), string.find(("x"):rep(3000), "x-y"))
emit("long", #string.gsub(("x y"):rep(50000), "%s", "%0%0"), string.match(("a"):rep(200000) .. "b", "^(a*)b$") == ("a"):rep(200000))
emit("window", string.find(("x"):rep(65530) .. "needle", "needle", 1, true), string.find(("x"):rep(65552) .. "needle", "needle", 1, true))

-- Random patterns.
local pieces = {
  "a", "b", "c", ".", "%a", "%d", "[ab]", "[^a]", "[a-c]", "(", ")", "()", "(a)", "(.-)", "%1", "%2", "%b()", "%bab", "%f[a]", "%f[^b]",
  "a*", "b+", ".-", ".*", "c?", "[bc]*", "[^c]-", "%w+", "$", "^", "*", "-", "+", "?", "%(", "%)", "1", "%s", "]", "[", "%",
}
local letters = { "a", "b", "c", "a", "b", "(", ")", "1", " ", "]", "ab" }
local function assemble(from, most)
  local parts = {}
  for i = 1, random(most) do parts[i] = pick(from) end
  return table.concat(parts)
end
for _ = 1, 12000 do every(assemble(letters, 12), assemble(pieces, 7)) end
