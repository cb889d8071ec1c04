import Glibc

/// Writing to a descriptor without a buffer in between, so that lines of different origin keep their order.
enum Descriptor {
  /// Writes all of a text. What cannot be written, as to a closed pipe, is dropped: nobody reads it.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
    }
  }
}
