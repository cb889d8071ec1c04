import CLinux
import Glibc

/// The kernel's Landlock, with the features of its version (landlock(7); Documentation/userspace-api/landlock.rst).
struct Landlock {
  /// The version of its interface, from 1.
  let version: Int

  /// Nil when the kernel has none or it is disabled.
  init?() { self.init(version: Int(linux_landlock_abi())) }

  /// The interface of that version; nil below 1.
  init?(version: Int) {
    guard version >= 1 else { return nil }
    self.version = version
  }

  /// Rights to files and folders, by their bit.
  struct Access: OptionSet, Sendable {
    let rawValue: UInt64

    static let execute = Access(rawValue: 1 << 0)
    static let writeFile = Access(rawValue: 1 << 1)
    static let readFile = Access(rawValue: 1 << 2)
    static let readFolder = Access(rawValue: 1 << 3)
    static let removeFolder = Access(rawValue: 1 << 4)
    static let removeFile = Access(rawValue: 1 << 5)
    static let makeFolder = Access(rawValue: 1 << 7)
    static let makeFile = Access(rawValue: 1 << 8)
    /// Linking or renaming into another folder, from version 2 on; always refused before.
    static let refer = Access(rawValue: 1 << 13)
    /// Truncating, from version 3 on; always allowed before.
    static let truncate = Access(rawValue: 1 << 14)
    /// From version 5 on.
    static let deviceControl = Access(rawValue: 1 << 15)

    static let read: Access = [.readFile, .readFolder]
    static let output: Access = [.writeFile, .makeFile, .removeFile, .truncate]
    static let change: Access = [.read, .output, .makeFolder, .removeFolder, .refer]
    /// The rights that apply to files that are not folders; the kernel refuses a rule with others there.
    static let ofFiles: Access = [.execute, .writeFile, .readFile, .truncate, .deviceControl]
  }

  /// All rights to files that this version knows: those that no rule allows are denied.
  var handled: Access {
    let bits =
      switch version {
      case 1: 13
      case 2: 14
      case 3, 4: 15
      default: 16
      }
    return Access(rawValue: (1 << bits) - 1)
  }

  /// Whether it can deny connections over TCP: from version 4 on.
  var coversNetwork: Bool { version >= 4 }

  /// The attributes of the ruleset and their size in this version.
  var attributes: (ruleset: linux_landlock_ruleset, size: Int) {
    // Bits: 1 binding and 2 connecting over TCP; 1 abstract local sockets of others and 2 signals to others.
    let ruleset = linux_landlock_ruleset(
      handled_fs: handled.rawValue, handled_net: coversNetwork ? 3 : 0, scoped: version >= 6 ? 3 : 0)
    let word = MemoryLayout<UInt64>.size
    return (ruleset, version >= 6 ? 3 * word : coversNetwork ? 2 * word : word)
  }

  /// Confines the calling thread, and those it starts, to `policy`.
  func confine(to policy: AccessPolicy) -> ConfinementStatus.State {
    let older = Self.threadCount() - 1
    var (ruleset, size) = attributes
    let descriptor = linux_landlock_create(&ruleset, size)
    guard descriptor >= 0 else { return .refused(errno: errno) }
    defer { close(descriptor) }
    for (path, access) in rules(for: policy) {
      if let problem = allow(access, at: path, descriptor) { return .refused(errno: problem) }
    }
    guard linux_landlock_restrict(descriptor) == 0 else { return .refused(errno: errno) }
    return older > 0 ? .partial(olderThreads: older) : .active
  }

  /// Returns the rules of an access policy and of the paths every process needs.
  func rules(for policy: AccessPolicy) -> [(path: String, access: Access)] {
    let secrets = SecretFolders(policy.secrets)
    return (AccessPolicy.systemReadable + policy.readable).flatMap(secrets.without).map { ($0, .read) }
      + AccessPolicy.systemDevices.map { ($0, [.readFile, .writeFile, .deviceControl]) }
      + policy.writable.map { ($0, .change) } + policy.outputFolders.map { ($0, .output) }
      + policy.outputFiles.map { ($0, [.writeFile, .truncate, .deviceControl]) }
  }

  /// Adds a rule. A path that is missing, or that the process cannot access anyway, needs none.
  ///
  /// - Returns: the error number when the kernel refuses the rule.
  private func allow(_ access: Access, at path: String, _ ruleset: CInt) -> Int32? {
    let file = linux_open_name(path)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0 else { return nil }
    var granted = access.intersection(handled)
    if information.st_mode & S_IFMT != S_IFDIR { granted.formIntersection(.ofFiles) }
    guard !granted.isEmpty, linux_landlock_allow(ruleset, file, granted.rawValue) != 0 else { return nil }
    // EBADFD: an object of no file system of its own, such as a pipe behind /dev/stdin, which Landlock does not restrict.
    return errno == EBADFD || errno == EBADF ? nil : errno
  }

  /// Returns the number of threads of the process.
  private static func threadCount() -> Int {
    guard let folder = opendir("/proc/self/task") else { return 1 }
    defer { closedir(folder) }
    var count = 0
    while let entry = readdir(folder) {
      if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
    }
    return max(1, count)
  }
}
