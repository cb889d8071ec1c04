/// Writes OpenDocument spreadsheets for tests, in the manner of LibreOffice.
package struct ODSFile {
  /// The tables: name and the XML of their rows.
  package var tables: [(name: String, rows: String)]
  /// XML before the tables, such as styles.
  package var styles = ""
  /// XML between them and the tables, such as the settings of the calculation.
  package var settings = ""
  package var manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"

  package init(_ tables: [(name: String, rows: String)]) { self.tables = tables }

  private static let namespaces = [
    "office": "office", "table": "table", "text": "text", "style": "style", "dc": "dc",
  ].map { "xmlns:\($0.key)=\"urn:oasis:names:tc:opendocument:xmlns:\($0.value):1.0\"" }.sorted().joined(separator: " ")

  /// Returns the cell of a text.
  package static func text(_ text: String, _ attributes: String = "") -> String {
    "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(XLSXFile.escaped(text))</text:p></table:table-cell>"
  }

  /// Returns the cell of a typed value; `shown` is its text.
  package static func cell(_ type: String, _ value: String, shown: String = "", _ attributes: String = "") -> String {
    let name = ["date": "date-value", "time": "time-value", "boolean": "boolean-value"][type] ?? "value"
    return "<table:table-cell office:value-type=\"\(type)\" office:\(name)=\"\(value)\" \(attributes)><text:p>\(shown)</text:p>"
      + "</table:table-cell>"
  }

  package static func row(_ cells: String..., repeated: Int = 1) -> String {
    "<table:table-row\(repeated == 1 ? "" : " table:number-rows-repeated=\"\(repeated)\"")>\(cells.joined())</table:table-row>"
  }

  /// The content of `content.xml`.
  package var content: String {
    let all = tables.map { "<table:table table:name=\"\(XLSXFile.escaped($0.name))\">\($0.rows)</table:table>" }.joined()
    let calcext = "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""
    return "<office:document-content \(Self.namespaces) \(calcext)>"
      + "<office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>\(settings)\(all)</office:spreadsheet>"
      + "</office:body></office:document-content>"
  }

  /// The bytes of the file.
  package var bytes: [UInt8] {
    ZipFile.bytes([
      ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content), ("META-INF/manifest.xml", manifest),
    ])
  }
}
