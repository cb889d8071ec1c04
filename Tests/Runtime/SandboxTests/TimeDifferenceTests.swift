import Lua
import Sandbox
import Testing

@Suite struct TimeDifferenceTests {
  @Test(
    "a time difference beyond the integers is a float",
    arguments: [
      ("math.mininteger, 3", -0x1p63), ("math.maxinteger, -2549718947", 0x1.000000012ff34p63), ("math.maxinteger, math.mininteger", 0x1p64),
    ])
  func timeDifference(arguments: String, expected: Double) throws {
    let sandbox = try Sandbox(SandboxConfiguration(name: "time"))
    let report = try ChunkRun("return os.difftime(\(arguments))", in: sandbox, name: "time.lua")
    guard case .returned(let values) = report.outcome else {
      Issue.record("\(report.outcome)")
      return
    }
    #expect(values == [.number(expected)])
  }
}
