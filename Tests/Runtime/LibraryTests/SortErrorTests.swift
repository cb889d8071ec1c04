import LibraryTestSupport
import Testing

/// A sort that fails leaves the table with the elements it had, in some order.
@Suite struct SortErrorTests {
  /// Runs sorts that fail after various numbers of comparisons, in `make`, and compares the elements before and after.
  private static func program(_ sizes: String, failing: String) -> String {
    """
    local function elements(t)
      local counts = {}
      for i = 1, #t do local key = tostring(t[i]) counts[key] = (counts[key] or 0) + 1 end
      return counts
    end
    for _, size in ipairs { \(sizes) } do
      for _, last in ipairs { 1, 2, 7, 40, 300, 1000, 3000, 12000, 25000 } do
        local t, x = {}, 42
        for i = 1, size do x = (x * 1103515245 + 12345) % 2147483648 t[i] = x end
        local before, calls = elements(t), 0
        local done = pcall(function() \(failing) end)
        local after, same = elements(t), #t == size
        for key, count in pairs(before) do same = same and after[key] == count end
        if not same then emit(size, last, done) end
      end
    end
    emit('end')
    """
  }

  @Test("a comparator that raises loses no element")
  func raisingComparator() {
    let sort = "table.sort(t, function(a, b) calls = calls + 1 if calls == last then error('no') end return a < b end)"
    for run in [LIBRARY_TEST_OWN, LIBRARY_TEST_STOCK].map({ LibraryRun($0, Self.program("5, 100, 257, 300, 2500", failing: sort)) }) {
      #expect(run.error == nil)
      #expect(run.lines == [#""end""#])
    }
  }

  @Test("elements that cannot be compared lose no element")
  func elementsOfTwoTypes() {
    let sort = "if t[last] then t[last] = 'text' before = elements(t) end table.sort(t)"
    let run = LibraryRun(LIBRARY_TEST_OWN, Self.program("5, 100, 257, 300, 2500", failing: sort))
    #expect(run.error == nil)
    #expect(run.lines == [#""end""#])
  }

  @Test("a comparator that raises in a proxy's table loses no element")
  func proxy() {
    let sort = """
      local proxy = setmetatable({}, { __len = function() return #t end, __index = t, __newindex = t })
      table.sort(proxy, function(a, b) calls = calls + 1 if calls == last then error('no') end return a < b end)
      """
    let run = LibraryRun(LIBRARY_TEST_OWN, Self.program("5, 300, 2500", failing: sort))
    #expect(run.error == nil)
    #expect(run.lines == [#""end""#])
  }
}
