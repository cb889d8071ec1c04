import Lua
import Sandbox

/// The functions of the table `host` of attacks.
enum HostileHost {
  static var table: HostTable {
    HostTable(
      name: "host",
      entries: [
        "log": .function { call in
          call.charge(.output, Int64(call.withBytes(at: 1) { $0.count } ?? 0))
          return .returns(0)
        },
        "rows": .function { call in
          call.charge(.rowsRead, call.integer(at: 1) ?? 1)
          return .returns(0)
        },
        "add": .function { call in
          guard let left = call.integer(at: 1), let right = call.integer(at: 2) else { return .error("two integers") }
          call.push(left &+ right)
          return .returns(1)
        },
        "fail": .function { _ in .error("no") },
        "raise": .function { _ in .raise(.table(LuaTable(fields: ["code": 7]))) },
        "wait": .function { _ in .wait },
        "sleep": .function(sleep),
        "data": .function { call in
          do throws(LuaConversionError) { _ = try call.value(at: 1) } catch { return .error(error.message) }
          return .returns(0)
        },
        "call": .function { call in call.function(at: 1).map { .call($0, []) } ?? .error("a function") },
        "iterate": .function(iterate),
        "busy": .function { call in
          while !call.isStopping {}
          return .returns(0)
        },
        "cascade": .function { _ in .kill(KillReason(.cascade, maximum: 8, used: 9)) },
      ])
  }

  private static let sleep: HostFunction = { call in
    if call.isResumed { return .returns(0) }
    call.wake(afterNanoseconds: (call.integer(at: 1) ?? 1) * 1_000_000)
    return .wait
  }

  private static let iterate: HostFunction = { call in
    let left = Counter(call.integer(at: 1) ?? 0)
    call.push { call in
      guard let row = left.next() else { return .returns(0) }
      call.push(row)
      return .returns(1)
    }
    return .returns(1)
  }

  /// Counts down; used by one state, hence by one thread at a time.
  private final class Counter: @unchecked Sendable {
    private var left: Int64
    init(_ count: Int64) { left = count }
    func next() -> Int64? {
      guard left > 0 else { return nil }
      defer { left -= 1 }
      return left
    }
  }
}
