import CLinux
import Foundation

/// A role's end of the socket by which the supervisor hands over links, each time the other role has started.
public struct RoleControl: Sendable {
  /// The descriptors that a role inherits.
  public static let control: Int32 = 3
  public static let listener: Int32 = 4
  public static let status: Int32 = 5

  /// Calls `takeLinks` with each set of links, on a thread of its own, and `end` once the supervisor has gone.
  public static func watch(
    _ descriptor: Int32 = control, takeLinks: @escaping @Sendable ([Int32]) -> Void, end: @escaping @Sendable () -> Void
  ) {
    let thread = Thread {
      while let links = DescriptorPassing.receive(from: descriptor) { takeLinks(links) }
      end()
    }
    thread.stackSize = 256 << 10
    thread.start()
  }
}

/// Passes descriptors over local sockets (SCM_RIGHTS).
enum DescriptorPassing {
  /// Sends descriptors; false when the receiver has gone.
  @discardableResult
  static func send(_ descriptors: [Int32], over socket: Int32) -> Bool {
    linux_send_descriptors(socket, descriptors, descriptors.count) == 1
  }

  /// Waits for descriptors; nil once the sender has gone.
  static func receive(from socket: Int32) -> [Int32]? {
    var descriptors = [Int32](repeating: -1, count: Int(LINUX_DESCRIPTORS_MAX))
    while true {
      let count = linux_receive_descriptors(socket, &descriptors)
      if count > 0 { return Array(descriptors.prefix(count)) }
      guard count < 0, errno == EINTR else { return nil }
    }
  }

  /// Returns the ends of a new pair of connected local sockets; nil when the process may open no more.
  static func pair() -> (Int32, Int32)? {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    return socketpair(AF_UNIX, kind, 0, &ends) == 0 ? (ends[0], ends[1]) : nil
  }
}
