import CLinux
import Glibc
import Synchronization

/// Takes rights from the process that it does not need to run plugins: a second wall, in case the first one, the sandbox, has
/// a hole. What is taken is gone until the process ends.
///
///     let status = Confinement.apply(Reach(writable: ["/srv/cluster"]))
///
/// It is called once, before other threads run: Landlock confines the calling thread and those started from then on. Where the
/// kernel refuses a measure the process goes on without it, and the status says so.
public enum Confinement {
  private static let applied = Mutex(ConfinementStatus())

  /// What is in force in this process.
  public static var status: ConfinementStatus { applied.withLock { $0 } }

  /// Takes the rights away, all but those of `reach`.
  ///
  /// - Returns: what is in force now; also found in `status` later.
  @discardableResult
  public static func apply(_ reach: Reach) -> ConfinementStatus {
    var status = ConfinementStatus()
    status.states[.coreDumps] = suppressCoreDumps()
    status.states[.noNewPrivileges] = giveUpPrivileges()
    let landlock = Landlock()
    status.landlockVersion = landlock?.version
    status.states[.files] = landlock?.confine(to: reach) ?? .unsupported
    // Landlock alone would deny TCP, but not UDP: the network counts as closed only where the filter closes it.
    let filter = refuseProgramsAndNetwork()
    status.states[.programs] = filter
    status.states[.network] = filter
    applied.withLock { $0 = status }
    return status
  }

  /// One byte, not none: a limit of 0 is passed over when dumps are piped to a program, 1 is not (core(5), kernel's
  /// `do_coredump`).
  private static func suppressCoreDumps() -> ConfinementStatus.State {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    let most = min(limit.rlim_max, 1)
    var wanted = rlimit(rlim_cur: most, rlim_max: most)
    guard setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &wanted) == 0 else { return .refused(errno: errno) }
    return .active
  }

  private static func giveUpPrivileges() -> ConfinementStatus.State {
    guard linux_set_no_new_privileges() == 0 else {
      return errno == EINVAL ? .unsupported : .refused(errno: errno)
    }
    return linux_no_new_privileges() == 1 ? .active : .refused(errno: 0)
  }

  private static func refuseProgramsAndNetwork() -> ConfinementStatus.State {
    switch linux_refuse_programs_and_network() {
    case 0: .active
    case let result where result > 0: .refused(errno: ESRCH)  // a thread, by its id, that could not be brought along
    default: errno == ENOSYS || errno == EINVAL ? .unsupported : .refused(errno: errno)
    }
  }
}
