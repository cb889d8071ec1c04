/// The header of a column with the currency of all amounts of a row that name none of their own.
public enum CurrencyHeader {
  /// Its words in English, French and German, folded.
  public static let words = ["currency", "devise", "monnaie", "wahrung"]
}
