import Foundation

/// One line of `allowed_signers`: principals, options, kind of key, key, comment.
///
/// Parsed byte by byte as OpenSSH's sshsig.c does, and more strictly: fields end at a space or a tab alone, and quotes are
/// allowed only around all principals or around the value of an option.
struct SignerLine {
  private let place: BundleError.Place
  private let timeZone: TimeZone
  private let principals: String
  private var options: [SignerOption: String] = [:]
  private let keyText: String

  init(_ line: String, place: BundleError.Place, timeZone: TimeZone) throws(BundleError) {
    self.place = place
    self.timeZone = timeZone
    var reader = SignerFields(line)
    guard let principals = reader.principals(), PatternList(principals).namesSomebody else {
      throw Self.refusal(line, place)
    }
    self.principals = principals
    if !reader.isAtKey {
      guard let options = reader.options() else { throw Self.refusal(reader.rest, place) }
      self.options = options
    }
    keyText = reader.rest
    guard reader.isAtKey else { throw Self.refusal(line, place) }
  }

  /// Returns the signer of the line.
  func signer() throws(BundleError) -> AllowedSigners.Signer {
    let (after, before) = (try time(.validAfter), try time(.validBefore))
    if let after, let before, after >= before { throw Self.refusal("valid-after ≥ valid-before", place) }
    return .init(
      principals: principals, key: try key(), namespaces: options[.namespaces], validAfter: after, validBefore: before)
  }

  private func key() throws(BundleError) -> SSHPublicKey {
    do { return try SSHPublicKey(parsing: keyText) } catch {
      throw BundleError(error.code, at: place, found: error.found)
    }
  }

  /// Parses `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with a `Z` after it for UTC.
  private func time(_ option: SignerOption) throws(BundleError) -> Date? {
    guard let text = options[option] else { return nil }
    let isUTC = text.utf8.last == UInt8(ascii: "Z")
    let digits = Array(text.utf8.dropLast(isUTC ? 1 : 0))
    guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
      throw Self.refusal("\(option.rawValue)=\(text)", place)
    }
    func field(_ range: Range<Int>) -> Int {
      range.upperBound <= digits.count ? digits[range].reduce(0) { $0 * 10 + Int($1 - 48) } : 0
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = isUTC ? .gmt : timeZone
    let parts = DateComponents(
      year: field(0..<4), month: field(4..<6), day: field(6..<8), hour: field(8..<10), minute: field(10..<12),
      second: field(12..<14))
    // OpenSSH refuses the timestamp 0 and everything before it.
    guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts), date.timeIntervalSince1970 > 0 else {
      throw Self.refusal("\(option.rawValue)=\(text)", place)
    }
    return date
  }

  private static func refusal(_ found: String, _ place: BundleError.Place) -> BundleError {
    let isAuthority = found.asciiLowercased.utf8.starts(with: "cert-authority".utf8)
    let wanted = "PRINCIPAL [namespaces=\"…\",valid-after=\"YYYYMMDD\",valid-before=\"…\"] ssh-ed25519 AAAA…"
    return BundleError(
      .trustInvalidLine, at: place, found: found, wanted: isAuthority ? ["≠ cert-authority", wanted] : [wanted])
  }
}

/// The options of a line of `allowed_signers`. Names are compared case-insensitively in ASCII.
enum SignerOption: String {
  case namespaces
  case validAfter = "valid-after"
  case validBefore = "valid-before"
}
