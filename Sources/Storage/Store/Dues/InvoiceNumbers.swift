import Ecosystem

/// The numbers of the invoices of dues. A policy: each body numbers its invoices by year from 1, `2026-0001`, in the order in which
/// they are added; the transaction that adds one holds the write lock, and a rolled back one leaves no gap. A number that the
/// caller gives is kept as it is, and the next one is counted from the highest of that form.
///
/// An invoice is cancelled, not deleted, except the last of its year, whose number is then given to the next.
enum InvoiceNumbers {
  /// The entity of dues.
  static let dues = "dues_period"

  /// The query for the highest number of a body (`?1`) in a year (`?2`).
  static let highest = """
    SELECT max(CAST(substr(reference, 6) AS INTEGER)) FROM dues_period WHERE body = ?1
    AND reference >= ?2 || '-' AND reference < ?2 || '.' AND substr(reference, 6) NOT GLOB '*[^0-9]*' AND length(reference) BETWEEN 9 AND 15
    """

  /// Returns the number after the given one: at least four digits, so that numbers sort as text up to 9,999.
  static func next(after highest: Int64, in year: String) -> String {
    let digits = String(highest + 1)
    return "\(year)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Returns the year and the count of a number of that form; nil for a number given by hand.
  static func parse(_ reference: String) -> (year: String, count: Int64)? {
    let parts = reference.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, (4...10).contains(parts[1].utf8.count), Int64(parts[0]) != nil,
      let count = Int64(parts[1]), parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return (String(parts[0]), count)
  }
}

/// An invoice of dues with the parts of its number.
struct NumberedInvoice {
  /// The id of the dues.
  let dues: String
  let body: String
  let reference: String
  let year: String
  let count: Int64
}

extension StoreTransaction {
  /// Returns new dues with the body that issues the invoice and its number, where they are left out.
  func numbered(_ record: Record, _ connection: Connection) throws -> Record {
    var numbered = record
    if record["body"].isNull, let membership = record["membership"].textValue {
      let sql = "SELECT body FROM membership WHERE id = ?"
      numbered["body"] = try connection.first(sql, [.text(membership)]) { .text($0.text(0)) } ?? .null
    }
    guard record["reference"].isNull, let body = numbered["body"].textValue, let start = record["start"].textValue,
      start.utf8.count >= 4
    else { return numbered }
    let year = String(start.prefix(4))
    numbered["reference"] = .text(InvoiceNumbers.next(after: try highestInvoice(of: body, in: year, connection), in: year))
    return numbered
  }

  /// Throws when dues whose invoice number is to be given up have one that is not the last of its body and year.
  /// - Throws: `StoreError.invoiceNumbered`.
  func requireLastInvoice(_ id: String, _ table: TableLayout, _ connection: Connection) throws {
    if let invoice = try invoice(of: id, connection) { try requireLast(invoice, connection) }
  }

  /// Reads the invoice of dues; nil for a number given by hand in another form.
  func invoice(of id: String, _ connection: Connection) throws -> NumberedInvoice? {
    let sql = "SELECT body, reference FROM dues_period WHERE id = ?"
    guard let (body, reference) = try connection.first(sql, [.text(id)], body: { ($0.text(0), $0.text(1)) }),
      let number = InvoiceNumbers.parse(reference)
    else { return nil }
    return NumberedInvoice(dues: id, body: body, reference: reference, year: number.year, count: number.count)
  }

  /// Throws when an invoice that is deleted, or about to be, has another one after it.
  /// - Throws: `StoreError.invoiceNumbered`.
  func requireLast(_ invoice: NumberedInvoice, _ connection: Connection) throws {
    let highest = try highestInvoice(of: invoice.body, in: invoice.year, connection)
    guard invoice.count < highest else { return }
    throw StoreError(
      .invoiceNumbered, entity: InvoiceNumbers.dues, id: invoice.dues, field: "reference", found: invoice.reference,
      wanted: InvoiceNumbers.next(after: highest - 1, in: invoice.year))
  }

  private func highestInvoice(of body: String, in year: String, _ connection: Connection) throws -> Int64 {
    try connection.first(InvoiceNumbers.highest, [.text(body), .text(year)]) { $0.isNull(0) ? 0 : $0.integer(0) } ?? 0
  }
}
