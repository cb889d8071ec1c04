/// What a confined process may still touch, by path. What is not named is denied.
///
/// Paths are looked up when the confinement begins, symbolic links followed: what a link points to is allowed, not the link.
/// A path that does not exist then is passed over.
public struct Reach: Sendable, Hashable {
  /// Files, and folders with all beneath, that may be read.
  public var readable: [String]
  /// Folders with all beneath in which files may be read, made, changed and removed.
  public var writable: [String]
  /// Folders in which files may be made, replaced and removed, but not read.
  public var outputFolders: [String]
  /// Files that exist and may be written into, but not replaced, such as a pipe with a name.
  public var outputFiles: [String]
  /// Folders that are never granted, not even beneath one of `readable`. One beneath `writable` cannot be kept out.
  public var secrets: [String]

  /// Makes a reach; what is not given is empty.
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

  /// What any process needs after its start: the C library's tables of zones, locales, character sets and users, the number
  /// of processors, random numbers, and libraries that are loaded late (such as libgcc_s at the end of a thread). Nothing here
  /// belongs to a user.
  ///
  /// All of /proc, because libdispatch looks at /proc/THREAD/stat of its threads, and traps when it cannot. Memory and
  /// environment of other processes stay closed: Landlock lets nobody trace a process outside its own confinement.
  static let systemReadable = [
    "/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo", "/usr/lib/locale", "/usr/share/locale", "/usr/share/i18n",
    "/etc/ld.so.cache", "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/nsswitch.conf", "/etc/passwd",
    "/proc", "/sys/devices/system/cpu", "/sys/fs/cgroup",
    "/dev/urandom", "/dev/random", "/dev/zero",
  ]
  /// Devices that may be opened to write as well.
  static let systemDevices = ["/dev/null", "/dev/tty"]
}
