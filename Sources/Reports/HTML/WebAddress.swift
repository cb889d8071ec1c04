/// Addresses that may become links.
enum WebAddress {
  /// The address if a link may lead there: `http`, `https` or `mailto`, without spaces or controls.
  static func safe(_ address: String) -> String? {
    let lower = address.lowercased()
    let hasScheme = ["http://", "https://", "mailto:"].contains { lower.hasPrefix($0) && lower != $0 }
    let isClean = address.unicodeScalars.allSatisfy { $0.value > 0x20 && !SafeText.isHarmful($0) && $0 != "\\" }
    return hasScheme && isClean ? address : nil
  }
}
