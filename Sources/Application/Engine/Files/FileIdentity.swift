import Foundation

/// The device and inode of a path or a descriptor.
package struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// Nil when the file does not exist.
  package init?(_ path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    (device, number) = (UInt64(information.st_dev), UInt64(information.st_ino))
  }

  /// Nil when the descriptor is not open.
  package init?(_ descriptor: Int32) {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return nil }
    (device, number) = (UInt64(information.st_dev), UInt64(information.st_ino))
  }
}
