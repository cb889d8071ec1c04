/// The access policy of a confined process, by path. Paths that are not listed are denied.
///
/// Paths are resolved when the confinement begins, symbolic links followed: the target of a link is allowed, not the link. A path
/// that does not exist then is ignored.
public struct AccessPolicy: Sendable, Hashable {
  /// Files, and folders with all beneath, that may be read.
  public var readable: [String]
  /// Folders with all beneath in which files may be read, created, changed and deleted.
  public var writable: [String]
  /// Folders in which files may be created, replaced and deleted, but not read.
  public var outputFolders: [String]
  /// Existing files that may be written to, but not replaced, such as a named pipe.
  public var outputFiles: [String]
  /// Folders that are never granted, not even beneath one of `readable`. One beneath `writable` cannot be excluded.
  public var secrets: [String]

  /// An access policy; omitted lists are empty.
  public init(
    readable: [String] = [], writable: [String] = [], outputFolders: [String] = [], outputFiles: [String] = [],
    secrets: [String] = []
  ) {
    self.readable = readable
    self.writable = writable
    self.outputFolders = outputFolders
    self.outputFiles = outputFiles
    self.secrets = secrets
  }

  /// The paths any process needs after its start: the C library's tables of time zones, locales, character sets and users, the
  /// number of processors, random numbers, and libraries that are loaded late (such as libgcc_s at the end of a thread). Nothing
  /// here belongs to a user.
  ///
  /// All of /proc, because libdispatch reads /proc/THREAD/stat of its threads, and traps when it cannot. Memory and environment
  /// of other processes stay inaccessible: Landlock forbids tracing a process outside its own confinement.
  static let systemReadable = [
    "/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo", "/usr/lib/locale", "/usr/share/locale", "/usr/share/i18n",
    "/etc/ld.so.cache", "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/nsswitch.conf", "/etc/passwd",
    "/proc", "/sys/devices/system/cpu", "/sys/fs/cgroup",
    "/dev/urandom", "/dev/random", "/dev/zero",
  ]
  /// Devices that may also be opened for writing.
  static let systemDevices = ["/dev/null", "/dev/tty"]
}
