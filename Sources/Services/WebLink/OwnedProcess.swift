import Foundation

/// A process that ends with this one, however this one ends: it inherits one end of a socket, and watches it with ``RoleControl``.
public final class OwnedProcess: Sendable {
  private let control: Int32

  /// Starts a program with the standard streams of this process.
  ///
  /// - Parameter arguments: its arguments, its name first.
  /// - Returns: nil when the system refuses.
  public init?(_ program: String, arguments: [String]) {
    guard let (own, child) = DescriptorPassing.pair() else { return nil }
    defer { close(child) }
    guard RoleProcess.spawn(program, arguments: arguments, descriptors: [child]) != nil else {
      close(own)
      return nil
    }
    control = own
  }

  deinit { close(control) }
}
