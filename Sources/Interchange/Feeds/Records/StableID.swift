import Crypto

/// Ids of records that come from elsewhere: the same for the same identifier there, so that a second import finds the record.
enum StableID {
  /// Returns 20 hexadecimal digits of the SHA-256 of an identifier.
  static func digest(of identifier: String) -> String {
    SHA256.hash(data: Array(identifier.utf8)).prefix(10).flatMap { [$0 >> 4, $0 & 15] }.map { String($0, radix: 16) }.joined()
  }
}
