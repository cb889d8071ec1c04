/// Bytes that grow at the end, for loops over cells: unlike an array it checks neither uniqueness nor the capacity of each byte.
package struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// The bytes, valid until the next change.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Drops the bytes from an offset on, and keeps the capacity.
  mutating func truncate(to count: Int) { self.count = count }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Appends a byte, the number of bytes in four, and the bytes.
  mutating func append(tag: UInt8, counted bytes: UnsafeBufferPointer<UInt8>) {
    reserve(5 + bytes.count)
    start[count] = tag
    count += 5
    store(UInt32(bytes.count), at: count - 4)
    append(bytes)
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Appends an integer in its own bytes, little-endian.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { append($0.assumingMemoryBound(to: UInt8.self)) }
  }

  /// Replaces four bytes by an integer, little-endian.
  mutating func store(_ value: UInt32, at offset: Int) {
    UnsafeMutableRawPointer(start + offset).storeBytes(of: value.littleEndian, as: UInt32.self)
  }

  private mutating func reserve(_ bytes: Int) {
    if capacity - count < bytes { grow(to: count + bytes) }
  }

  private mutating func grow(to needed: Int) {
    capacity = max(needed, 2 * capacity)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}
