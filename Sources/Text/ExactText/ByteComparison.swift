// Comparisons of eight bytes at once. They are inlined into their callers, where they take about as long as the standard
// library's own for ASCII texts.

/// Whether both have the same bytes.
@inlinable func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  var offset = 0
  while offset + 8 <= left.count {
    if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self) != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self) {
      return false
    }
    offset += 8
  }
  while offset < left.count {
    if left[offset] != right[offset] { return false }
    offset += 1
  }
  return true
}

/// Whether the left bytes come before the right ones in lexicographic order.
@inlinable func areOrdered(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  let count = min(left.count, right.count)
  var offset = 0
  while offset + 8 <= count {
    let one = left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let other = right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    // Compared as big-endian numbers, words have the order of their bytes.
    if one != other { return UInt64(bigEndian: one) < UInt64(bigEndian: other) }
    offset += 8
  }
  while offset < count {
    if left[offset] != right[offset] { return left[offset] < right[offset] }
    offset += 1
  }
  return left.count < right.count
}

/// Whether all bytes are ASCII.
@inlinable func areASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var offset = 0
  while offset + 8 <= bytes.count {
    if bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
    offset += 8
  }
  while offset < bytes.count {
    if bytes[offset] >= 0x80 { return false }
    offset += 1
  }
  return true
}

/// Whether two texts are one value, which avoids comparing their bytes: a short text is stored in the value itself, a long one
/// behind a pointer. False does not mean that they differ.
@inlinable func areIdentical(_ left: String, _ right: String) -> Bool {
  withUnsafeBytes(of: left) { left in withUnsafeBytes(of: right) { right in areEqual(left, right) } }
}
