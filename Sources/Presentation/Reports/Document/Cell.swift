/// One value of a table, typed so that every format can write it its own way.
public enum Cell: Sendable, Hashable {
  /// No value. Written as nothing, or as `null` in JSON.
  case empty
  /// Plain text; line feeds in it start a new line within the cell.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// A number. In a column of kind ``Column/Kind/percent`` it is a fraction: 0.4 is written 40 %.
  case number(Double)
  /// An amount in cents (hundredths of the currency) and an ISO 4217 currency code.
  case money(cents: Int64, currency: String)
  /// An ISO 8601 calendar date, perhaps of reduced precision: `2024`, `2024-05`, `2024-05-12`.
  /// Any other text is written unchanged.
  case date(String)
  /// Yes or no.
  case boolean(Bool)
  /// A text that leads somewhere.
  case link(String, to: LinkTarget)

  /// A text that leads to an address. Only `http`, `https` and `mailto` addresses become links.
  public static func link(_ text: String, url: String) -> Cell { .link(text, to: .web(url)) }
}
