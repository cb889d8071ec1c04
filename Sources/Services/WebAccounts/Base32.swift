/// The notation of keys for people and authenticator apps (RFC 4648, section 6), without padding.
public enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// Returns the bytes as letters and digits.
  public static func text(_ bytes: [UInt8]) -> String {
    var (result, buffer, bits) = ([UInt8](), 0, 0)
    for byte in bytes {
      (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
      while bits >= 5 {
        bits -= 5
        result.append(letters[buffer >> bits & 31])
      }
      buffer &= 31
    }
    if bits > 0 { result.append(letters[buffer << (5 - bits) & 31]) }
    return String(decoding: result, as: UTF8.self)
  }
}
