/// Writes XLSX files for tests, part by part, so that a test can write what no program would.
package struct XLSXFile {
  /// A sheet: its name and the XML of its part.
  package struct Sheet {
    package var name: String
    package var xml: String
    /// The attribute `state`, such as `hidden`.
    package var state: String?

    package init(_ name: String, xml: String, state: String? = nil) { (self.name, self.xml, self.state) = (name, xml, state) }

    /// A sheet with these rows, given as the XML of their cells, from row 1.
    package init(_ name: String, rows: [String], after: String = "", state: String? = nil) {
      let cells = rows.enumerated().map { "<row r=\"\($0 + 1)\">\($1)</row>" }.joined()
      self.init(name, xml: XLSXFile.worksheet("<sheetData>\(cells)</sheetData>" + after), state: state)
    }
  }

  package var sheets: [Sheet]
  /// The XML of the shared texts, each a `<si>`.
  package var shared: [String] = []
  /// Custom number formats by id, from 164.
  package var formats: [Int: String] = [:]
  /// The number format of each cell style.
  package var styles: [Int] = [0]
  package var is1904 = false
  /// Parts in addition to the usual ones, or in their place.
  package var parts: [(name: String, text: String)] = []

  package init(_ sheets: [Sheet]) { self.sheets = sheets }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// Returns the part of a sheet around its content.
  package static func worksheet(_ content: String) -> String { "<worksheet xmlns=\"\(main)\">\(content)</worksheet>" }

  /// Returns the cell of an inline text.
  package static func text(_ cell: String, _ text: String) -> String {
    "<c r=\"\(cell)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
  }

  /// Returns the cell of a number.
  package static func number(_ cell: String, _ number: String, style: Int = 0) -> String {
    "<c r=\"\(cell)\" s=\"\(style)\"><v>\(number)</v></c>"
  }

  package static func escaped(_ text: String) -> String {
    var escaped = ""
    // A text that looks like an escape of Office Open XML has its first character escaped.
    for scalar in text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_").unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case "\"": escaped += "&quot;"
      case "\r": escaped += "_x000D_"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The bytes of the file.
  package var bytes: [UInt8] {
    var all: [(name: String, text: String)] = [
      ("[Content_Types].xml", "<Types/>"),
      ("_rels/.rels", relationsPart([("rId1", "officeDocument", "xl/workbook.xml")])),
      ("xl/workbook.xml", workbook),
      (
        "xl/_rels/workbook.xml.rels",
        relationsPart(
          sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
            + [("rId901", "styles", "styles.xml"), ("rId902", "sharedStrings", "sharedStrings.xml")])
      ),
    ]
    all += sheets.enumerated().map { ("xl/worksheets/sheet\($0 + 1).xml", $1.xml) }
    all.append(("xl/styles.xml", stylesPart))
    if !shared.isEmpty { all.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(shared.joined())</sst>")) }
    let replaced = Set(parts.map(\.name))
    return ZipFile.bytes(all.filter { !replaced.contains($0.name) } + parts)
  }

  private var workbook: String {
    let list = sheets.enumerated().map { index, sheet in
      let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
      return "<sheet name=\"\(Self.escaped(sheet.name))\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
    }
    return "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\"><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/>"
      + "<sheets>\(list.joined())</sheets></workbook>"
  }

  private var stylesPart: String {
    let formats = formats.map { "<numFmt numFmtId=\"\($0.key)\" formatCode=\"\(Self.escaped($0.value))\"/>" }.joined()
    return "<styleSheet xmlns=\"\(Self.main)\"><numFmts>\(formats)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs>\(styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined())</cellXfs></styleSheet>"
  }

  private func relationsPart(_ list: [(id: String, kind: String, target: String)]) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + list.map { "<Relationship Id=\"\($0.id)\" Type=\"\(Self.relations)/\($0.kind)\" Target=\"\($0.target)\"/>" }.joined()
      + "</Relationships>"
  }
}
