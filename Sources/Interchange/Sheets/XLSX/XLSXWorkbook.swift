/// The parts of an XLSX file that its sheets refer to.
struct XLSXWorkbook {
  struct Sheet {
    var name: String
    var part: String
    var isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  let texts: SharedTexts
  let looks: [NumberLook]
  let dates: DateSystem

  /// - Throws: `.notASpreadsheet` when the ZIP file holds no workbook.
  init(_ package: ZipPackage, fileBytes: Int) throws(SheetError.Problem) {
    let part = try Self.workbookPart(package)
    let workbook = WorkbookHandler()
    try package.read(part, with: workbook)
    dates = workbook.dates
    let relations = RelationsHandler(of: part)
    try package.read(RelationsHandler.name(for: part), with: relations)
    for sheet in workbook.sheets {
      guard let relation = relations.byID[sheet.relation], relation.kind == "worksheet" else { continue }
      sheets.append(Sheet(name: sheet.name, part: relation.target, isHidden: sheet.isHidden))
    }
    let styles = StylesHandler()
    if let name = Self.part("styles", relations, package) { try package.read(name, with: styles) }
    looks = styles.looks
    let texts = SharedTextsHandler()
    if let name = Self.part("sharedStrings", relations, package) {
      try package.read(name, bytesMax: SheetLimits.partBytesMax(fileBytes: fileBytes), with: texts)
    }
    self.texts = texts.texts
  }

  /// Returns the part of a kind; nil where the file has none.
  private static func part(_ kind: String, _ relations: RelationsHandler, _ package: ZipPackage) -> String? {
    let target = relations.byID.values.first { $0.kind == kind }?.target
    return target.flatMap { package.names.contains(ZipArchive.plain($0)) ? $0 : nil }
  }

  private static func workbookPart(_ package: ZipPackage) throws(SheetError.Problem) -> String {
    if package.names.contains("_rels/.rels") {
      let relations = RelationsHandler(of: "")
      try package.read("_rels/.rels", with: relations)
      if let part = relations.byID.values.first(where: { $0.kind == "officeDocument" })?.target,
        package.names.contains(ZipArchive.plain(part)), part.lowercased().hasSuffix("workbook.xml")
      {
        return part
      }
    }
    guard package.names.contains("xl/workbook.xml") else { throw .notASpreadsheet }
    return "xl/workbook.xml"
  }
}
