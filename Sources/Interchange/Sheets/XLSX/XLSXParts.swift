/// The targets of a part's relations by their id, from `_rels/NAME.rels`.
final class RelationsHandler: XMLHandler {
  struct Relation {
    /// The last word of the type, such as `worksheet`.
    var kind: String
    /// The name of the part.
    var target: String
  }

  private(set) var byID: [String: Relation] = [:]
  private let folder: String

  /// - Parameter part: the part whose relations are read; targets are relative to its folder.
  init(of part: String) {
    folder = part.contains("/") ? part.split(separator: "/").dropLast().joined(separator: "/") : ""
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes.text("Id"), let target = attributes.text("Target") else { return }
    if byID.count >= SheetLimits.partsMax { return problem = .tooLarge(part: "relationships") }
    let kind = attributes.text("Type")?.split(separator: "/").last.map(String.init) ?? ""
    byID[id] = Relation(kind: kind, target: resolved(target))
  }

  private func resolved(_ target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var folders = folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") {
      switch step {
      case ".": break
      case "..": _ = folders.popLast()
      default: folders.append(String(step))
      }
    }
    return folders.joined(separator: "/")
  }

  /// Returns the name of the part with the relations of a part.
  static func name(for part: String) -> String {
    var steps = part.split(separator: "/").map(String.init)
    let last = steps.popLast() ?? ""
    return (steps + ["_rels", last + ".rels"]).joined(separator: "/")
  }
}

/// The sheets and the date system of a workbook, from `xl/workbook.xml`.
final class WorkbookHandler: XMLHandler {
  struct Sheet {
    var name: String
    /// The id of the relation to its part.
    var relation: String
    var isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  private(set) var dates = DateSystem.of1900

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "sheet":
      guard let title = attributes.text("name"), let relation = relation(attributes) else { return }
      if sheets.count >= SheetLimits.sheetsMax { return problem = .tooLarge(part: "workbook") }
      sheets.append(Sheet(name: title, relation: relation, isHidden: ["hidden", "veryHidden"].contains(attributes.text("state"))))
    case "workbookPr": if ["1", "true"].contains(attributes.text("date1904")) { dates = .of1904 }
    default: break
    }
  }

  /// Returns the attribute `r:id`, whatever its prefix.
  private func relation(_ attributes: XMLAttributes) -> String? {
    attributes.text("id", prefix: "r") ?? attributes.text("id")
  }
}

/// The meaning of each cell style, from `xl/styles.xml`.
final class StylesHandler: XMLHandler {
  private(set) var looks: [NumberLook] = []
  private var codes: [Int: NumberLook] = [:]
  private var isInCellStyles = false

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt":
      guard let id = attributes.count("numFmtId"), let code = attributes.text("formatCode") else { return }
      if codes.count >= SheetLimits.stylesMax { return problem = .tooLarge(part: "styles") }
      codes[id] = NumberLook(code: code)
    case "cellXfs": isInCellStyles = true
    case "xf" where isInCellStyles:
      if looks.count >= SheetLimits.stylesMax { return problem = .tooLarge(part: "styles") }
      let id = attributes.count("numFmtId") ?? 0
      looks.append(codes[id] ?? NumberLook(builtIn: id))
    default: break
    }
  }

  override func end(_ name: XMLName) { if name == "cellXfs" { isInCellStyles = false } }
}
