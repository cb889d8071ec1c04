import Testing

@Suite struct StatedDifferenceTests {
  @Test(
    "a stated difference is there, and as it is stated",
    .enabled(if: StockLua.path != nil, "SKIPPED: lua5.4 is not installed"), arguments: StatedDifference.all)
  func differs(difference: StatedDifference) async throws {
    let prelude = try LuaDifferenceTests.prelude()
    let line = prelude.split(separator: "\n", omittingEmptySubsequences: false).count
    let program = prelude + "C(1, function() \(difference.call) end)\n"
    let found = try await SandboxLua.whole.run(program)
    #expect(found.failure == nil)
    #expect(found.lines == [difference.sandbox.replacing("LINE", with: "\(line)")])
    guard difference.returnsInLua else { return }
    #expect(try StockLua.run(program) != found)
  }
}
