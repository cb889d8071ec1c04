/// XXH64, the checksum at the end of a zstd frame, with seed 0.
///
/// Source: "xxHash fast digest algorithm", version 0.1.1, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md.
/// It detects damage, not tampering, which the signature and the id detect.
enum XXHash64 {
  private static let primes: [UInt64] = [
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5,
  ]

  /// Returns the checksum of these bytes.
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { hash($0) }
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var offset = 0
    var digest = bytes.count >= 32 ? stripes(bytes, &offset) : primes[4]
    digest &+= UInt64(bytes.count)
    while offset + 8 <= bytes.count {
      digest = rotate(digest ^ round(0, word(bytes, offset)), 27) &* primes[0] &+ primes[3]
      offset += 8
    }
    if offset + 4 <= bytes.count {
      let half = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      digest = rotate(digest ^ (half &* primes[0]), 23) &* primes[1] &+ primes[2]
      offset += 4
    }
    while offset < bytes.count {
      digest = rotate(digest ^ (UInt64(bytes[offset]) &* primes[4]), 11) &* primes[0]
      offset += 1
    }
    return avalanche(digest)
  }

  private static func stripes(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) -> UInt64 {
    var lanes = [primes[0] &+ primes[1], primes[1], 0, 0 &- primes[0]]
    while offset + 32 <= bytes.count {
      for lane in 0..<4 { lanes[lane] = round(lanes[lane], word(bytes, offset + 8 * lane)) }
      offset += 32
    }
    var digest = rotate(lanes[0], 1) &+ rotate(lanes[1], 7) &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
    for lane in lanes { digest = (digest ^ round(0, lane)) &* primes[0] &+ primes[3] }
    return digest
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* primes[1], 31) &* primes[0]
  }

  private static func avalanche(_ digest: UInt64) -> UInt64 {
    var digest = digest
    digest = (digest ^ (digest >> 33)) &* primes[1]
    digest = (digest ^ (digest >> 29)) &* primes[2]
    return digest ^ (digest >> 32)
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { (word << count) | (word >> (64 - count)) }
}
