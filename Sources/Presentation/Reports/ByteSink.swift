/// Buffers the output of a renderer and delivers it in blocks, so that output of any length takes little memory.
///
/// Not for use from two threads at once.
public final class ByteSink {
  private var buffer: [UInt8] = []
  private let blockBytes: Int
  private let deliver: ([UInt8]) throws -> Void

  /// Makes a sink.
  ///
  /// - Parameters:
  ///   - blockBytes: number of bytes buffered before a block is delivered.
  ///   - deliver: receives each block, in order; an error it throws ends the rendering.
  public init(blockBytes: Int = 65_536, deliver: @escaping ([UInt8]) throws -> Void) {
    self.blockBytes = blockBytes
    self.deliver = deliver
    buffer.reserveCapacity(blockBytes + 4_096)
  }

  /// Writes a text as UTF-8; a long one block by block.
  ///
  /// - Throws: the errors of `deliver`.
  public func write(_ text: String) throws {
    guard text.utf8.count > blockBytes else {
      buffer.append(contentsOf: text.utf8)
      if buffer.count >= blockBytes { try flush() }
      return
    }
    var rest = text.utf8[...]
    while !rest.isEmpty {
      buffer.append(contentsOf: rest.prefix(blockBytes))
      rest = rest.dropFirst(blockBytes)
      try flush()
    }
  }

  /// Writes a text and a line feed.
  ///
  /// - Throws: the errors of `deliver`.
  public func writeLine(_ text: String = "") throws {
    try write(text)
    try write(byte: UInt8(ascii: "\n"))
  }

  /// Writes one byte.
  ///
  /// - Throws: the errors of `deliver`.
  public func write(byte: UInt8) throws {
    buffer.append(byte)
    if buffer.count >= blockBytes { try flush() }
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= blockBytes { try flush() }
  }

  /// Writes bytes.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= blockBytes { try flush() }
  }

  /// Delivers the remaining bytes. To be called once at the end.
  ///
  /// - Throws: the errors of `deliver`.
  public func flush() throws {
    guard !buffer.isEmpty else { return }
    try deliver(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
