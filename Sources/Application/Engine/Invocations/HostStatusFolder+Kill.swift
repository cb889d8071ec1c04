import Foundation

// Ends invocations in another process: the file `run/PID.NUMBER.kill` is a kill request. The process polls for it whenever it
// publishes its running invocations, removes the file and ends the invocation as a limit would.

extension HostStatusFolder {
  /// The time a process has to answer a kill request; the hard deadline of the scheduler is shorter.
  private static let patience = Duration.seconds(5)
  private static let interval = Duration.milliseconds(20)

  /// Ends an invocation that runs in a process of the workspace: stops it with the limit `killed` and rolls it back.
  ///
  /// - Parameter id: as `RunningInvocation.id` gives it, or the number of a process that runs only one invocation.
  /// - Returns: the invocation, once it has ended.
  /// - Throws: `EngineError.notRunning` when no invocation of that number runs, `.killUnanswered` when the process does not
  ///   answer within five seconds, `.pathUnusable` when the folder cannot be written.
  public func kill(_ id: String) async throws -> RunningInvocation {
    let present = invocations()
    let ofProcess = present.filter { "\($0.process)" == id }
    guard let wanted = present.first(where: { $0.id == id }) ?? (ofProcess.count == 1 ? ofProcess[0] : nil) else {
      throw EngineError.notRunning(id: id, known: present.map(\.id))
    }
    let request = killRequest(wanted.process, wanted.number)
    try write(request, Self.start(of: wanted.process) ?? "")
    // Removes the request file once the caller stops waiting.
    defer { try? FileManager.default.removeItem(at: request) }
    let end = ContinuousClock.now + Self.patience
    while invocations().contains(where: { $0.id == wanted.id && $0.startedAt == wanted.startedAt }) {
      guard .now < end else { throw EngineError.killUnanswered(id: wanted.id, process: wanted.process) }
      try await Task.sleep(for: Self.interval)
    }
    return wanted
  }

  /// Returns the numbers of this process's invocations with a kill request, each once. Removes requests for a former process of
  /// the same number.
  func takeKillRequests() -> [UInt64] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    let own = names.filter { $0.hasPrefix("\(Self.ownNumber).") && $0.hasSuffix(".kill") }
    return own.compactMap { name in
      let file = url.appending(path: name)
      let start = try? String(contentsOf: file, encoding: .utf8)
      guard unlink(file.path) == 0, start == Self.start(of: Self.ownNumber) else { return nil }
      return UInt64(name.split(separator: ".")[1])
    }
  }

  private func killRequest(_ process: Int32, _ number: UInt64) -> URL { url.appending(path: "\(process).\(number).kill") }

  private func write(_ file: URL, _ text: String) throws {
    do { try Data(text.utf8).write(to: file, options: .atomic) } catch {
      throw EngineError.pathUnusable(path: file.path, reason: SystemReason.text(error))
    }
  }
}
