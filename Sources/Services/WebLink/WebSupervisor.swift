import Foundation
import Synchronization

/// Starts the roles of the portal, each in a process of its own, and starts a role that dies again, with back-off.
///
/// It hands both roles new links each time one of them has started: pairs of connected sockets, which have no name that another process
/// could connect to. It has neither Lua nor the database.
public final class WebSupervisor: Sendable {
  /// A process of the portal.
  public enum Role: String, Sendable, CaseIterable {
    /// Has the listening socket and HTTP; no Lua, no database.
    case front
    /// Has Lua and the database; no network.
    case host
  }

  /// An event to report.
  public enum Notice: Sendable, Hashable {
    case started(Role, pid: Int32)
    /// A role has ended, with the status of `waitpid`, and starts again after the delay.
    case ended(Role, status: Int32, restartMilliseconds: Int64)
  }

  /// The number of links: requests that the host answers at once.
  public static let linksMax = 16

  private struct RoleState {
    var pid: Int32?
    var control: Int32 = -1
  }

  private struct State {
    var roles: [Role: RoleState] = [:]
    var isStopping = false
  }

  private let program: String
  private let arguments: @Sendable (Role) -> [String]
  private let inherited: [Int32]
  private let notice: @Sendable (Notice) -> Void
  private let state = Mutex(State())
  private let monitors = DispatchGroup()

  /// - Parameters:
  ///   - program: the path of the executable of both roles.
  ///   - listener: the listening socket of the front.
  ///   - status: the listening socket of the front for health and metrics.
  ///   - arguments: the arguments of a role, the name of the program first.
  ///   - notice: receives the events, on any thread.
  public init(
    program: String, listener: ListeningSocket, status: ListeningSocket, arguments: @escaping @Sendable (Role) -> [String],
    notice: @escaping @Sendable (Notice) -> Void
  ) {
    (self.program, self.arguments, self.notice) = (program, arguments, notice)
    inherited = [listener.descriptor, status.descriptor]
  }

  /// Runs both roles until `stop`, blocking the calling thread.
  public func run() {
    for role in Role.allCases {
      monitors.enter()
      Thread { [self] in
        monitor(role)
        monitors.leave()
      }.start()
    }
    monitors.wait()
  }

  /// Ends both roles; `run` returns once they have ended.
  public func stop() {
    let running = state.withLock { state in
      state.isStopping = true
      return state.roles.values.compactMap(\.pid)
    }
    for pid in running { kill(pid, SIGTERM) }
  }

  /// Sends a signal to the process of a role, such as SIGHUP to read its settings again, or SIGTERM to be started anew. Does nothing while it
  /// does not run.
  public func signal(_ role: Role, _ number: Int32) {
    state.withLock { state in
      if let pid = state.roles[role]?.pid { kill(pid, number) }
    }
  }

  private func monitor(_ role: Role) {
    var delay = RestartDelay()
    while !state.withLock({ $0.isStopping }) {
      let began = ContinuousClock.now
      let status = start(role).map { wait(for: $0, role) } ?? -1
      let run = (ContinuousClock.now - began).components
      let pause = delay.next(afterRunOf: run.seconds * 1_000 + run.attoseconds / 1_000_000_000_000_000)
      if state.withLock({ $0.isStopping }) { return }
      notice(.ended(role, status: status, restartMilliseconds: pause))
      pauseUnlessStopping(milliseconds: pause)
    }
  }

  private func pauseUnlessStopping(milliseconds: Int64) {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while ContinuousClock.now < end, !state.withLock({ $0.isStopping }) { usleep(20_000) }
  }

  /// Starts a role and hands out new links; nil when no process can be started.
  private func start(_ role: Role) -> Int32? {
    guard let (own, child) = DescriptorPassing.pair() else { return nil }
    defer { close(child) }
    let descriptors = role == .front ? [child] + inherited : [child]
    let pid = state.withLock { state -> Int32? in
      guard !state.isStopping else { return nil }
      guard let pid = RoleProcess.spawn(program, arguments: arguments(role), descriptors: descriptors) else { return nil }
      state.roles[role] = RoleState(pid: pid, control: own)
      Self.renewLinks(state.roles)
      return pid
    }
    guard let pid else {
      close(own)
      return nil
    }
    notice(.started(role, pid: pid))
    return pid
  }

  /// Sends each role one end of every new pair. A pair is closed once both ends were sent, and by the end of a role.
  private static func renewLinks(_ roles: [Role: RoleState]) {
    guard let front = roles[.front], let host = roles[.host], front.pid != nil, host.pid != nil else { return }
    let pairs = (0..<linksMax).compactMap { _ in DescriptorPassing.pair() }
    DescriptorPassing.send(pairs.map(\.0), over: host.control)
    DescriptorPassing.send(pairs.map(\.1), over: front.control)
    for (first, second) in pairs {
      close(first)
      close(second)
    }
  }

  /// Waits for the end of a process and returns its status. Its id is given up under the lock before it is reaped, so that `stop`
  /// signals no other process.
  private func wait(for pid: Int32, _ role: Role) -> Int32 {
    var information = siginfo_t()
    while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    return state.withLock { state in
      if let control = state.roles[role]?.control { close(control) }
      state.roles[role] = nil
      var status: Int32 = -1
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      return status
    }
  }
}
