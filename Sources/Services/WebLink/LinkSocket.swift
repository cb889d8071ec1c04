import Glibc

/// The host's end of a link, with blocking reads and writes. One thread at a time.
public final class LinkSocket: @unchecked Sendable {  // The descriptor does not change; one thread at a time, by the rule above.
  private let descriptor: Int32

  /// Takes ownership of a connected local socket.
  ///
  /// - Parameter writeSeconds: the time a write may block before it fails with `LinkError.timedOut`. The front discards the response to a
  ///   viewer who takes nothing long before, so that the link goes on.
  public init(_ descriptor: Int32, writeSeconds: Int = 300) {
    self.descriptor = descriptor
    var limit = timeval(tv_sec: writeSeconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { Glibc.close(descriptor) }

  /// Waits for the next frame.
  /// - Throws: `LinkError.closed` once the front has gone, `.malformed`.
  public func read() throws -> LinkFrame {
    let (length, kind) = try LinkFrame.header(try read(exactly: LinkFrame.headerBytes))
    return try LinkFrame(kind: kind, content: try read(exactly: length))
  }

  /// Writes a frame whole.
  /// - Throws: `LinkError.closed`, `.timedOut`, and the errors of the encoder.
  public func write(_ frame: LinkFrame) throws {
    let bytes = try frame.encoded()
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { throw LinkError.timedOut }
      guard count > 0 else { throw LinkError.closed }
      sent += count
    }
  }

  private func read(exactly length: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: length)
    var filled = 0
    while filled < length {
      let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + filled, length - filled) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw LinkError.closed }
      filled += count
    }
    return bytes
  }
}
