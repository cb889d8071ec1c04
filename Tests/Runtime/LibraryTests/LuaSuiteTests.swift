import LibraryTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The official Lua 5.4 tests, as prepared by `Tests/Runtime/LuaSuite/fetch.sh`, with our libraries in place of liblua's. A file
/// that fails with liblua itself proves nothing and fails the test too: add its lines to `files.list`.
@Suite struct LuaSuiteTests {
  static let root = String(#filePath.dropLast("/Tests/Runtime/LibraryTests/LuaSuiteTests.swift".count))

  static var folder: String {
    if let path = getenv("GRAPPE_LUA_SUITE") { return String(cString: path) + "/ready" }
    return root + "/.build/lua-suite/ready"
  }

  static var isFetched: Bool { access(folder + "/prelude.lua", R_OK) == 0 }

  static let files = ["pm", "strings", "tpack", "utf8", "math", "sort", "vararg", "nextvar", "calls", "coroutine"]

  @Test(
    "the official Lua tests pass with the interruptible libraries",
    .enabled(if: isFetched, "SKIPPED: Tests/Runtime/LuaSuite/fetch.sh has not fetched the official Lua tests"),
    arguments: files)
  func passes(file: String) {
    let source = """
      print = function() end
      dofile("\(Self.folder)/prelude.lua")
      string.dump = nil
      dofile("\(Self.folder)/\(file).lua")
      """
    #expect(LibraryRun(LIBRARY_TEST_STOCK, source).error == nil)
    #expect(LibraryRun(LIBRARY_TEST_OWN, source).error == nil)
  }
}
