-- utf8: well-formed and malformed texts, each position, strict and lax.

local texts = {
  "", "a", "abc", "é", "aé€😀z", "日本語", "\u{7FFFFFFF}", "\u{200000}\u{4000000}", "\u{D800}", "\u{DFFF}x", "\u{10FFFF}", "\u{110000}",
  "\x80", "a\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF8\x80\x80\x80\x80", "\xFC\x80\x80\x80\x80\x80",
  "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xFE", "\xFF", "\xFE\x80\x80\x80\x80\x80\x80", "a\xFFb", "é\x80", "\xC3\xA9\xA9", "\0\0", "a\0é", "\xF4\x90\x80\x80",
  "\xF7\xBF\xBF\xBF", "\xFB\xBF\xBF\xBF\xBF", "\xFD\xBF\xBF\xBF\xBF\xBF", ("é"):rep(20), ("x"):rep(10) .. "\xE2\x82\xAC",
}
local positions = { 0, 1, 2, 3, 4, 5, 6, 7, 20, -1, -2, -3, -4, -7, -30, math.maxinteger, math.mininteger }
local function codes(s, lax)
  local found = {}
  for position, code in utf8.codes(s, lax) do found[#found + 1] = position found[#found + 1] = code end
  return found
end
for _, s in ipairs(texts) do
  emit(s, pcall(utf8.len, s), pcall(utf8.len, s, 1, -1, true))
  emit(pcall(codes, s), pcall(codes, s, true), pcall(utf8.codepoint, s, 1, -1), pcall(utf8.codepoint, s, 1, -1, true))
  emit(s:gsub(utf8.charpattern, "<%0>"))
  for _, i in ipairs(positions) do
    emit(i, pcall(utf8.codepoint, s, i), pcall(utf8.len, s, i), pcall(utf8.len, s, i, nil, true))
    for _, j in ipairs(positions) do
      emit(i, j, pcall(utf8.codepoint, s, i, j))
      emit(pcall(utf8.codepoint, s, i, j, true))
      emit(pcall(utf8.len, s, i, j))
      emit(pcall(utf8.len, s, i, j, true))
      emit(pcall(utf8.offset, s, i, j))
    end
    emit(pcall(utf8.offset, s, i))
    local step = utf8.codes("x")
    emit("step", pcall(step, s, i))
  end
end
for _, edge in ipairs { 0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x1FFFFF, 0x200000, 0x3FFFFFF, 0x4000000, 0x7FFFFFFF, 0x80000000, -1, math.maxinteger } do
  for d = -1, 1 do emit(edge + d, pcall(utf8.char, edge + d)) end
end
for code = 0, 0x30000, 97 do emit(utf8.char(code), pcall(utf8.codepoint, utf8.char(code))) end
emit(utf8.char(), utf8.char(72, 228, 8364, 128512), pcall(utf8.char, "x"), pcall(utf8.char, 65, {}), pcall(utf8.char, 65.5), utf8.char("65"))
emit(pcall(utf8.len), pcall(utf8.len, {}), pcall(utf8.codepoint), pcall(utf8.offset, "x"), pcall(utf8.codes), pcall(utf8.codes, "\x80"), utf8.len(123))
emit(utf8.charpattern, #utf8.char(table.unpack((function() local t = {} for i = 1, 3000 do t[i] = i * 31 end return t end)())))
emit(pcall(utf8.codepoint, ("x"):rep(3000000), 1, -1))
for name in pairs { char = 1, codepoint = 1, codes = 1, len = 1, offset = 1 } do assert(type(utf8[name]) == "function") end
