import ExactText
import Localization

// Numbers for value added tax, told apart by the prefix of their country (Directive 2006/112/EC, article 215).

extension IdentifierSchemes {
  /// Returns the scheme of a VAT number by the prefix of its country: `BE-BCE_KBO` for `BE 0403.170.701`, `FR-VAT`, `LU-VAT`; nil for one
  /// without a prefix or of another country.
  public static func vatScheme(of text: String) -> String? {
    let compact = Digits.compact(text).asciiUppercased
    return vatSchemes.first { compact.utf8.starts(with: $0.prefix.utf8) }?.scheme
  }

  private static let vatSchemes = [("BE", "BE-BCE_KBO"), ("FR", "FR-VAT"), ("LU", "LU-VAT")].map { (prefix: $0.0, scheme: $0.1) }

  /// The form of a VAT number whose scheme can be told.
  public static var vatWanted: LocalizedText { LocalizedText("identifiers.vat-number.wanted") }
}
