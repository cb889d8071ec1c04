import Foundation

/// One line of `allowed_signers`: principals, options, kind of key, key, comment.
struct SignerLine {
  private let place: BundleError.Place
  private let timeZone: TimeZone
  private let principals: String
  private var options: [String: String] = [:]
  private let keyText: String

  init(_ line: String, place: BundleError.Place, timeZone: TimeZone) throws(BundleError) {
    self.place = place
    self.timeZone = timeZone
    guard let fields = Self.fields(line), fields.count >= 3 else { throw Self.refusal(line, place) }
    principals = fields[0].filter { $0 != "\"" }
    let hasOptions = !SSHPublicKey.isKind(fields[1][...])
    guard !principals.isEmpty, !hasOptions || fields.count >= 4 else { throw Self.refusal(line, place) }
    keyText = fields[hasOptions ? 2 : 1] + " " + fields[hasOptions ? 3 : 2]
    if hasOptions { try readOptions(fields[1]) }
  }

  /// The signer the line describes.
  func signer() throws(BundleError) -> AllowedSigners.Signer {
    let (after, before) = (try time("valid-after"), try time("valid-before"))
    if let after, let before, after >= before { throw Self.refusal("valid-after ≥ valid-before", place) }
    return .init(
      principals: principals, key: try key(), namespaces: options["namespaces"], validAfter: after, validBefore: before)
  }

  private func key() throws(BundleError) -> SSHPublicKey {
    do { return try SSHPublicKey(parsing: keyText) } catch {
      throw BundleError(error.code, at: place, found: error.found)
    }
  }

  private mutating func readOptions(_ text: String) throws(BundleError) {
    for option in Self.split(text, at: ",") {
      let halves = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = halves[0].lowercased()
      guard halves.count == 2, ["namespaces", "valid-after", "valid-before"].contains(name), options[name] == nil,
        let value = Self.unquoted(halves[1]), !value.isEmpty
      else { throw Self.refusal(option, place) }
      options[name] = value
    }
  }

  /// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with a `Z` behind it for UTC.
  private func time(_ option: String) throws(BundleError) -> Date? {
    guard let text = options[option] else { return nil }
    let isUTC = text.hasSuffix("Z")
    let digits = Array(text.utf8.dropLast(isUTC ? 1 : 0))
    guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
      throw Self.refusal("\(option)=\(text)", place)
    }
    func field(_ range: Range<Int>) -> Int {
      range.upperBound <= digits.count ? digits[range].reduce(0) { $0 * 10 + Int($1 - 48) } : 0
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = isUTC ? .gmt : timeZone
    let parts = DateComponents(
      year: field(0..<4), month: field(4..<6), day: field(6..<8), hour: field(8..<10), minute: field(10..<12),
      second: field(12..<14))
    guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts) else {
      throw Self.refusal("\(option)=\(text)", place)
    }
    return date
  }

  private static func refusal(_ found: String, _ place: BundleError.Place) -> BundleError {
    let isAuthority = found.lowercased().hasPrefix("cert-authority")
    let wanted = "PRINCIPAL [namespaces=\"…\",valid-after=\"YYYYMMDD\",valid-before=\"…\"] ssh-ed25519 AAAA…"
    return BundleError(
      .trustInvalidLine, at: place, found: found, wanted: isAuthority ? ["≠ cert-authority", wanted] : [wanted])
  }

  /// The fields between blanks, quoted ones whole; nil where a quote is not closed.
  private static func fields(_ line: String) -> [String]? {
    let fields = split(line.replacing("\t", with: " "), at: " ").filter { !$0.isEmpty }
    let quotes = fields.prefix(2).joined().replacing("\\\"", with: "").count { $0 == "\"" }
    return quotes % 2 == 0 ? fields : nil
  }

  /// Splits a text at a character outside quotes.
  private static func split(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var (isQuoted, isEscaped) = (false, false)
    for character in text {
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = character == "\\" && !isEscaped
      if character == separator, !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  /// The text between quotes; nil where they are missing, as OpenSSH demands them.
  private static func unquoted(_ text: Substring) -> String? {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return nil }
    return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"")
  }
}

/// The lines of a list that say something, with their numbers.
enum TrustLines {
  /// Leaves empty lines and comments out.
  ///
  /// - Throws: `archive.too-large` or `text.invalid`.
  static func read(_ text: [UInt8], file: String) throws(BundleError) -> [(number: Int, text: String)] {
    guard text.count <= BundleLimits.trustFileBytesMax else {
      throw BundleError(
        .archiveTooLarge, in: file, found: "\(text.count)", wanted: ["\(BundleLimits.trustFileBytesMax)"])
    }
    try SourceText.check(text, file: file)
    let lines = String(decoding: text, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().compactMap { index, line in
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      return trimmed.isEmpty || trimmed.hasPrefix("#") ? nil : (index + 1, trimmed)
    }
  }
}
