import Lua
import Sandbox
import Testing

@testable import Scheduler

/// A barrier at which a host function waits until a test opens it.
final class Latch: @unchecked Sendable {
  // @unchecked: guarded by `monitor`. ThreadSanitizer supports its pthread objects, but not the standard library's Mutex.
  private let monitor = Monitor()
  private let opening = Monitor.Condition()
  private var isOpen = false
  private var arrived = 0
  private var wakers: [Waker] = []
  private var arrivals: [CheckedContinuation<Void, Never>] = []

  /// Opens it for all waiters.
  func open() {
    let wakers = monitor.withLock {
      isOpen = true
      opening.broadcast()
      defer { self.wakers = [] }
      return self.wakers
    }
    for waker in wakers { waker.wake() }
  }

  /// Returns once a function waits at the barrier.
  func arrival() async {
    await withCheckedContinuation { continuation in
      let isThere = monitor.withLock {
        if arrived == 0 { arrivals.append(continuation) }
        return arrived > 0
      }
      if isThere { continuation.resume() }
    }
  }

  private func arrive(_ waker: Waker?) -> Bool {
    let (isOpen, arrivals) = monitor.withLock {
      arrived += 1
      if let waker { wakers.append(waker) }
      defer { self.arrivals = [] }
      return (self.isOpen, self.arrivals)
    }
    for arrival in arrivals { arrival.resume() }
    return isOpen
  }

  /// Waits as a suspended coroutine.
  var wait: HostFunction {
    { call in
      if self.arrive(call.waker()) {
        call.push("open")
        return .returns(1)
      }
      return .wait
    }
  }

  /// Blocks its thread, which host code must not do.
  var block: HostFunction {
    { _ in
      _ = self.arrive(nil)
      self.monitor.withLock { while !self.isOpen { self.opening.wait(self.monitor) } }
      return .returns(0)
    }
  }
}

@Suite struct LifeTests {
  private static func box(_ name: String, _ globals: [String: HostEntry] = [:]) throws -> Sandbox {
    try Sandbox(SandboxConfiguration(name: name, memoryBytesMax: 8 << 20, globals: globals))
  }

  private static func request(_ box: Sandbox, _ source: String, _ limits: TaskLimits = TaskLimits()) -> TaskRequest {
    TaskRequest(sandbox: box, body: .chunk(source: Array(source.utf8), name: "\(box.name)/init.lua"), limits: limits)
  }

  @Test func `a waiter is woken by its waker`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 1))
    let box = try Self.box("waiter", ["wait": .function(latch.wait)])
    let handle = scheduler.submit(Self.request(box, "return wait()"))
    await latch.arrival()
    latch.open()
    #expect(await handle.value.values == ["open"])
  }

  @Test func `the worker is free while a task waits`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 1))
    let box = try Self.box("waiter", ["wait": .function(latch.wait)])
    let waiters = (0..<100).map { _ in scheduler.submit(Self.request(box, "return wait()")) }
    await latch.arrival()
    #expect(await scheduler.run(Self.request(try Self.box("other"), "return 1")).values == [1])
    #expect(await scheduler.run(Self.request(box, "return 2")).values == [2])
    latch.open()
    for waiter in waiters { #expect(await waiter.value.values == ["open"]) }
  }

  @Test func `a waiting task can be cancelled, and says where it stood`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 1))
    let box = try Self.box("waiter", ["wait": .function(latch.wait)])
    let handle = scheduler.submit(Self.request(box, "local x = 1\nwait()"))
    await latch.arrival()
    handle.cancel()
    let kill = await handle.value.kill
    #expect(kill?.limit == .cancelled)
    #expect(kill?.traceback.contains { $0.chunk == "waiter/init.lua" && $0.line == 2 } == true)
  }

  @Test func `a running loop can be cancelled`() async throws {
    let scheduler = Scheduler(workers: 1)
    let handle = scheduler.submit(Self.request(try Self.box("loop"), "while true do end"))
    handle.cancel()
    #expect(await handle.value.kill?.limit == .cancelled)
  }

  @Test func `cancelling the Swift task cancels the Lua task`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 1))
    let request = Self.request(try Self.box("waiter", ["wait": .function(latch.wait)]), "wait()")
    let task = Task { await scheduler.run(request) }
    await latch.arrival()
    task.cancel()
    #expect(await task.value.kill?.limit == .cancelled)
  }

  @Test func `cancelling a task that ends at that moment locks up nothing`() async throws {
    let scheduler = Scheduler(workers: 2)
    var ends = (killed: 0, returned: 0)
    for round in 0..<3_000 {
      let box = try Self.box("brief \(round)")
      let task = Task { await scheduler.run(Self.request(box, "for i = 1, 2000 do end")) }
      for _ in 0..<round % 60 { await Task.yield() }
      task.cancel()
      if await task.value.kill == nil { ends.returned += 1 } else { ends.killed += 1 }
    }
    #expect(ends.killed > 0 && ends.returned > 0, "\(ends)")
  }

  @Test func `tasks of one sandbox interleave and keep their own values`() async throws {
    let scheduler = Scheduler(workers: 2, sliceNanoseconds: 200_000)
    let box = try Self.box("shared")
    let source = "local id = ... local sum = 0 for i = 1, 3000000 do sum = sum + id end return sum"
    let handles = (1...6).map { id in
      scheduler.submit(
        TaskRequest(
          sandbox: box, body: .chunk(source: Array(source.utf8), name: "shared/init.lua"), arguments: [.integer(Int64(id))],
          limits: TaskLimits()))
    }
    for (index, handle) in handles.enumerated() {
      let report = await handle.value
      #expect(report.values == [.integer(Int64(3_000_000 * (index + 1)))])
      #expect(report.accounting.switches > 1)
    }
  }

  @Test func `nested coroutines never see a forced yield`() async throws {
    let source = """
      local function nest(depth)
        if depth == 0 then
          local sum = 0
          for i = 1, 2000000 do sum = sum + 1 end
          coroutine.yield(sum)
          return 'end'
        end
        local co = coroutine.wrap(nest)
        coroutine.yield((co(depth - 1)))
        return co()
      end
      local co = coroutine.create(nest)
      local ok, sum = coroutine.resume(co, 30)
      assert(ok and sum == 2000000, sum)
      local ok, last = coroutine.resume(co)
      assert(ok and last == 'end', last)
      assert(coroutine.status(co) == 'dead')
      return 'fine'
      """
    let report = await Scheduler(workers: 1, sliceNanoseconds: 100_000).run(Self.request(try Self.box("nest"), source))
    #expect(report.values == ["fine"])
    #expect(report.accounting.switches > 5)
  }

  @Test func `another task cannot take over a coroutine that was preempted or waits`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 1))
    let box = try Self.box("thief", ["wait": .function(latch.wait)])
    let owner = scheduler.submit(
      Self.request(box, "task = coroutine.running() inner = coroutine.create(wait) return coroutine.resume(inner)"))
    await latch.arrival()
    let thief = await scheduler.run(
      Self.request(
        box,
        """
        local a, why = coroutine.resume(inner)
        local b, closed = pcall(coroutine.close, inner)
        local c, task_why = coroutine.resume(task)
        return a, why, b, c, task_why, coroutine.status(inner), coroutine.status(task)
        """))
    let refusal: LuaValue = "cannot resume non-suspended coroutine"
    #expect(thief.values == [false, refusal, false, false, refusal, "normal", "normal"])
    latch.open()
    #expect(await owner.value.values == [true, "open"])
  }

  @Test func `a kill condemns the sandbox, and its tasks under way go on where the state allows`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 1))
    let box = try Self.box("plugin", ["wait": .function(latch.wait)])
    let sibling = scheduler.submit(Self.request(box, "return wait()"))
    await latch.arrival()
    let killed = await scheduler.run(Self.request(box, "while true do end", TaskLimits(cpuMilliseconds: 20)))
    #expect(killed.kill?.limit == .cpu)
    #expect(box.isInvalidated)
    #expect(await scheduler.run(Self.request(box, "return 1")).kill?.limit == .abandoned)
    latch.open()
    #expect(await sibling.value.values == ["open"])
  }

  @Test func `a kill in the middle of C code takes the whole state, and its other tasks say so`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 1))
    let box = try Self.box("plugin", ["wait": .function(latch.wait)])
    let sibling = scheduler.submit(Self.request(box, "return wait()"))
    await latch.arrival()
    let source = "table.sort({2, 1}, function() while true do end end)"
    #expect(await scheduler.run(Self.request(box, source, TaskLimits(cpuMilliseconds: 20))).kill?.limit == .cpu)
    latch.open()
    #expect(await sibling.value.kill?.limit == .abandoned)
  }

  @Test func `tasks that cannot be suspended still give way`() async throws {
    let scheduler = Scheduler(workers: 1, sliceNanoseconds: 1_000_000)
    let stubborn = try (0..<4).map {
      scheduler.submit(Self.request(try Self.box("stubborn\($0)"), "table.sort({2, 1}, function() while true do end end)"))
    }
    #expect(await scheduler.run(Self.request(try Self.box("other"), "return 1")).values == [1])
    for task in stubborn { task.cancel() }
    for task in stubborn { #expect(await task.value.kill?.limit == .cancelled) }
  }

  @Test(arguments: [false, true])
  func `a worker stuck in host code is replaced and the plugin quarantined`(afterRest: Bool) async throws {
    let latch = Latch()
    let scheduler = Scheduler(
      SchedulerSettings(workers: 1, hardDeadlineNanoseconds: 200_000_000, limitCheckIntervalNanoseconds: 5_000_000))
    // So that the timer thread has seen an empty scheduler.
    if afterRest { try await Task.sleep(for: .milliseconds(50)) }
    let box = try Self.box("stuck", ["block": .function(latch.block)])
    let stuck = scheduler.submit(Self.request(box, "block()", TaskLimits(cpuMilliseconds: 10)))
    let sibling = scheduler.submit(Self.request(box, "return 1"))
    #expect(await stuck.value.kill?.limit == .stuck)
    #expect(await sibling.value.kill?.limit == .abandoned)
    #expect(scheduler.quarantined["stuck"]?.reason.limit == .stuck)
    #expect(await scheduler.run(Self.request(try Self.box("other"), "return 1")).values == [1])
    #expect(await scheduler.run(Self.request(try Self.box("stuck"), "return 1")).kill?.limit == .quarantined)
    latch.open()
    box.close()
    scheduler.liftQuarantine("stuck")
    #expect(await scheduler.run(Self.request(try Self.box("stuck"), "return 1")).values == [1])
  }

  @Test func `three kills quarantine a plugin`() async throws {
    let scheduler = Scheduler(workers: 1)
    for _ in 0..<3 {
      let box = try Self.box("bad")
      #expect(await scheduler.run(Self.request(box, "while true do end", TaskLimits(cpuMilliseconds: 5))).kill?.limit == .cpu)
    }
    #expect(await scheduler.run(Self.request(try Self.box("bad"), "return 1")).kill?.limit == .quarantined)
  }

  @Test func `shutting down ends what runs and what waits`() async throws {
    let (latch, scheduler) = (Latch(), Scheduler(workers: 2))
    let waiting = scheduler.submit(Self.request(try Self.box("a", ["wait": .function(latch.wait)]), "wait()"))
    let running = scheduler.submit(Self.request(try Self.box("b"), "while true do end"))
    await latch.arrival()
    await scheduler.shutdown()
    #expect(await waiting.value.kill?.limit == .cancelled)
    #expect(await running.value.kill?.limit == .cancelled)
    #expect(await scheduler.run(Self.request(try Self.box("c"), "return 1")).kill?.limit == .cancelled)
  }

  @Test func `what host functions charge is accounted`() async throws {
    let charge: HostFunction = { call in
      call.charge(.rowsRead, 3)
      call.charge(.output, 5)
      return .returns(0)
    }
    let report = await Scheduler(workers: 1).run(
      Self.request(try Self.box("rows", ["charge": .function(charge)]), "charge() charge()"))
    #expect(report.accounting.rowsRead == 6)
    #expect(report.accounting.outputBytes == 10)
    #expect(report.accounting.peakBytes > 0)
    #expect(report.accounting.cpuNanoseconds > 0)
  }
}
