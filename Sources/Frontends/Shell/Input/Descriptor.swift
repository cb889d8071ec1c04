import Glibc

/// Unbuffered writes to a descriptor, so that lines from different sources keep their order.
enum Descriptor {
  /// Writes the whole text. An error is ignored, as of a closed pipe, which has no reader.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
    }
  }
}
