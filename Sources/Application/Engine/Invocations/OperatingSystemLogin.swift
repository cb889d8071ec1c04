#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

import Foundation

/// The person who runs the process, by the login of the operating system.
public enum OperatingSystemLogin {
  /// The login; under `sudo` that of the person who called it. Looked up once: a confined process asks before it gives up its rights.
  public static let name = name(
    user: geteuid(), sudoUser: ProcessInfo.processInfo.environment["SUDO_USER"],
    lookUp: { getpwuid($0).map { String(cString: $0.pointee.pw_name) } })

  /// Returns the login of a user.
  ///
  /// - Parameters:
  ///   - user: the effective user of the process.
  ///   - sudoUser: the variable `SUDO_USER`. It counts for root alone: every user can set it.
  ///   - lookUp: returns the name of a user; nil when the system knows none.
  static func name(user: uid_t, sudoUser: String?, lookUp: (uid_t) -> String?) -> String {
    let caller = user == 0 ? sudoUser.flatMap { isLogin($0) ? $0 : nil } : nil
    let name = caller ?? lookUp(user).flatMap { isLogin($0) ? $0 : nil } ?? "uid \(user)"
    return Principal.isAutomatic(name) ? "login \(name)" : name
  }

  /// Whether a text can be a login: one word of printable characters, without the colon that separates a plugin from its caller.
  private static func isLogin(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= lengthMax
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != ":" && !(0x80..<0xA0).contains($0.value) }
  }

  /// Upper bound of a login, in bytes (`LOGIN_NAME_MAX` of Linux).
  private static let lengthMax = 256
}
