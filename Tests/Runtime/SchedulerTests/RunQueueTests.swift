import Lua
import Sandbox
import Testing

@testable import Scheduler

/// The queue alone: tasks never run, and the time is passed in.
@Suite struct RunQueueTests {
  private static let slice: Int64 = 5_000_000

  private final class Clock {
    var now: Int64 = 0
  }

  private static func task(
    _ id: UInt64, _ sandbox: Sandbox, _ taskClass: TaskClass = .interactive, weight: Int = 1
  ) -> ScheduledTask {
    let request = TaskRequest(
      sandbox: sandbox, body: .chunk(source: [], name: "x"), class: taskClass, limits: TaskLimits(), weight: weight)
    return ScheduledTask(id: id, request: request, core: SchedulerCore(SchedulerSettings(workers: 1)), now: 0)
  }

  @Test(arguments: [(1, 5_000_000), (4, 5_000_000), (9, 2_222_222), (20, 1_000_000), (1_000, 1_000_000)])
  func `slices shrink with the number of plugins that are ready`(readyPlugins: Int, expected: Int64) {
    #expect(SchedulerSettings(workers: 2).slice(among: readyPlugins) == expected)
    #expect(SchedulerSettings(workers: 2, sliceNanoseconds: 200_000).slice(among: readyPlugins) == 200_000)
  }

  private static func box(_ name: String) throws -> Sandbox { try Sandbox(SandboxConfiguration(name: name)) }

  /// Assigns slices to endless tasks and counts them by task.
  private static func run(_ tasks: [ScheduledTask], slices: Int) -> [UInt64: Int] {
    var queue = RunQueue(creditNanoseconds: slice)
    var now: Int64 = 0
    for task in tasks {
      queue.admit(task)
      queue.add(task, now: now)
    }
    var given: [UInt64: Int] = [:]
    for _ in 0..<slices {
      guard let task = queue.next(now: now) else { break }
      now += slice
      given[task.id, default: 0] += 1
      queue.charge(task, cpuNanoseconds: slice)
      queue.release(task)
      queue.add(task, now: now)
    }
    return given
  }

  @Test func `a plugin with a thousand tasks gets no more than its neighbour with one`() throws {
    let (crowd, single) = (try Self.box("crowd"), try Self.box("single"))
    let tasks = (0..<1_000).map { Self.task($0, crowd) } + [Self.task(1_000, single)]
    let given = Self.run(tasks, slices: 2_000)
    #expect((990...1_010).contains(given[1_000]!))
  }

  @Test func `a plugin of weight three gets three times as much`() throws {
    let given = Self.run(
      [Self.task(1, try Self.box("heavy"), weight: 3), Self.task(2, try Self.box("light"))], slices: 400)
    #expect((295...305).contains(given[1]!))
  }

  @Test func `tasks of one sandbox go round in turn`() throws {
    let box = try Self.box("one")
    #expect(Self.run((1...4).map { Self.task($0, box) }, slices: 400) == [1: 100, 2: 100, 3: 100, 4: 100])
  }

  @Test func `interactive work goes before jobs, and jobs do not starve`() throws {
    let given = Self.run(
      [Self.task(1, try Self.box("shell"), .interactive), Self.task(2, try Self.box("jobs"), .job)], slices: 1_000)
    #expect(given[1]! > given[2]! * 5)
    #expect(given[2]! >= 1_000 * 5 / 110 - 2)  // once in 100 ms of ageing
  }

  @Test func `one thread at a time is let into a sandbox`() throws {
    let box = try Self.box("one")
    var queue = RunQueue()
    let tasks = [Self.task(1, box), Self.task(2, box)]
    for task in tasks {
      queue.admit(task)
      queue.add(task, now: 0)
    }
    let first = queue.next(now: 0)
    #expect(first?.id == 1)
    #expect(queue.next(now: 0) == nil)
    queue.release(tasks[0])
    #expect(queue.next(now: 0)?.id == 2)
  }

  @Test func `while a thread is parked in a sandbox only its own task may go on`() throws {
    let box = try Self.box("one")
    var queue = RunQueue()
    let (parked, other) = (Self.task(1, box), Self.task(2, box))
    for task in [parked, other] {
      queue.admit(task)
      queue.add(task, now: 0)
    }
    #expect(queue.next(now: 0) === parked)
    parked.parking = Parking()
    queue.release(parked)
    queue.add(parked, now: 1)
    #expect(queue.next(now: 1) === parked)
  }

  @Test func `idleness cannot be saved up`() throws {
    let (busy, sleeper) = (Self.task(1, try Self.box("busy")), Self.task(2, try Self.box("sleeper")))
    var queue = RunQueue(creditNanoseconds: Self.slice)
    var now: Int64 = 0
    func turn(_ queue: inout RunQueue) -> UInt64 {
      let task = queue.next(now: now)!
      now += Self.slice
      queue.charge(task, cpuNanoseconds: Self.slice)
      queue.release(task)
      queue.add(task, now: now)
      return task.id
    }
    for task in [busy, sleeper] { queue.admit(task) }
    queue.add(busy, now: now)
    for _ in 0..<1_000 { _ = turn(&queue) }
    queue.add(sleeper, now: now)
    let turns = (0..<20).map { _ in turn(&queue) }
    #expect(turns.first == 2)
    #expect((9...12).contains(turns.count { $0 == 2 }))
  }
}
