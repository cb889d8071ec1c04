import CLinux
import Glibc
import Synchronization

/// Drops the rights of the process that it does not need to run plugins: a second security boundary, in case the first one, the
/// sandbox, fails. Dropped rights are gone until the process ends.
///
///     let status = Confinement.apply(AccessPolicy(writable: ["/srv/cluster"]))
///
/// It is called once, before other threads run: Landlock confines the calling thread and those started from then on. When the
/// kernel refuses a measure the process continues without it, and the status reports it.
public enum Confinement {
  private static let applied = Mutex(ConfinementStatus())

  /// The measures in force in this process.
  public static var status: ConfinementStatus { applied.withLock { $0 } }

  /// Drops all rights except those of `policy`.
  ///
  /// - Returns: the measures in force now; also available in `status` later.
  @discardableResult
  public static func apply(_ policy: AccessPolicy) -> ConfinementStatus {
    var status = ConfinementStatus()
    status.states[.coreDumps] = suppressCoreDumps()
    status.states[.noNewPrivileges] = giveUpPrivileges()
    let landlock = Landlock()
    status.landlockVersion = landlock?.version
    status.states[.files] = landlock?.confine(to: policy) ?? .unsupported
    // Landlock alone would deny TCP, but not UDP: the network counts as denied only when the filter denies it.
    let filter = refuseProgramsAndNetwork()
    status.states[.programs] = filter
    status.states[.network] = filter
    applied.withLock { $0 = status }
    return status
  }

  /// Limits core dumps to one byte, not zero: a limit of 0 is ignored when dumps are piped to a program, 1 is not (core(5),
  /// kernel's `do_coredump`).
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
    case let result where result > 0: .refused(errno: ESRCH)  // the id of a thread that could not be synchronised
    default: errno == ENOSYS || errno == EINVAL ? .unsupported : .refused(errno: errno)
    }
  }
}
