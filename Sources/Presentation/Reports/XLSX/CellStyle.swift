/// How a cell of a workbook looks; equal styles share one format of the file.
struct CellStyle: Hashable {
  /// Role of the cell on its sheet.
  enum Role: Hashable { case body, header, total, title, heading, soft, link }

  var role = Role.body
  /// The number format, such as `#,##0.00`; `nil` for texts.
  var numberFormat: String?
  var alignment: Column.Alignment?
  var wraps = false
}
