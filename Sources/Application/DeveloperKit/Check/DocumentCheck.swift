import Ecosystem
import Engine
import HostAPI
import Localization
import LuaSyntax

/// Compares the tables that code gives to a document (`doc:table`, `doc:chart`, …) with their descriptions: unknown and missing keys,
/// words outside of a choice, and rows with more cells than columns.
struct DocumentCheck {
  private let functions: [String: FunctionDescription]
  private let classes: [String: ClassDescription]

  init() {
    functions = Dictionary(uniqueKeysWithValues: APIReference.functions(of: .grappe).map { ($0.name, $0) })
    classes = Dictionary(uniqueKeysWithValues: APIReference.modules.flatMap(\.classes).map { ($0.name, $0) })
  }

  func findings(in files: [CheckedFile]) -> [CheckFinding] {
    files.filter { !$0.isTest }.flatMap { file in file.reading.uses.flatMap { findings($0, file.name) } }
  }

  private func findings(_ use: LuaUse, _ file: String) -> [CheckFinding] {
    guard use.path.root == "doc", let name = use.path.names.first, case .called(let arguments) = use.manner,
      let function = functions["doc:\(name)"]
    else { return [] }
    // A function taken out of the document gets it as its first argument.
    if case .name("doc")? = arguments.first?.kind { return [] }
    return zip(function.parameters, arguments).enumerated().flatMap { index, pair in
      value(pair.1, of: pair.0.type, place: "doc:\(name)", isLiteral: !use.resolved.contains(index), in: file)
    } + cells(name, arguments.first, in: file) + values(name, arguments.first, in: file)
  }

  // MARK: Values

  /// - Parameter isLiteral: whether the code writes the table where it is used, so that it holds all its keys.
  private func value(
    _ value: LuaExpression, of type: String, place: String, isLiteral: Bool, in file: String
  ) -> [CheckFinding] {
    if let wrong = wrongKind(value, of: type, place: place, in: file) { return [wrong] }
    switch value.kind {
    case .string(let text): return word(text, of: type, place: place, in: file, line: value.line)
    case .table(let fields):
      if let element = listElement(of: type) {
        return fields.flatMap { field -> [CheckFinding] in
          guard case .position = field.key else { return [] }
          return self.value(field.value, of: element, place: place, isLiteral: true, in: file)
        }
      }
      guard let description = description(of: type) else { return [] }
      return table(fields, description, place: place, isLiteral: isLiteral, in: file, line: value.line)
    default: return []
    }
  }

  private func table(
    _ fields: [LuaField], _ description: ClassDescription, place: String, isLiteral: Bool, in file: String, line: Int
  ) -> [CheckFinding] {
    var given: Set<String> = []
    var findings: [CheckFinding] = []
    for field in fields {
      let name: String
      switch field.key {
      case .name(let text): name = text
      case .position: name = "[1]"
      case .expression: return findings
      }
      given.insert(name)
      guard let known = description.fields.first(where: { $0.name == name }) else {
        if description.otherFields == nil, name != "[1]" {
          findings.append(unknown(name, description, place: place, in: file, line: field.line))
        }
        continue
      }
      findings += value(field.value, of: known.type, place: "\(place), \(name)", isLiteral: true, in: file)
    }
    guard isLiteral else { return findings }
    return findings + missing(given, description, place: place, in: file, line: line)
  }

  private func unknown(
    _ name: String, _ description: ClassDescription, place: String, in file: String, line: Int
  ) -> CheckFinding {
    CheckFinding(
      unknown: LocalizedText("engine.document-check.key", ["place": place, "name": name]), name,
      among: description.fields.map(\.name).filter { $0 != "[1]" }, code: "document.key", file: file, line: line)
  }

  private func missing(
    _ given: Set<String>, _ description: ClassDescription, place: String, in file: String, line: Int
  ) -> [CheckFinding] {
    description.fields.filter { !$0.isOptional && !given.contains($0.name) }.map { field in
      CheckFinding(
        code: "document.missing", severity: .problem, file: file, line: line,
        text: LocalizedText("engine.document-check.missing", ["place": place, "name": field.name, "type": field.type]))
    }
  }

  private func word(_ text: String, of type: String, place: String, in file: String, line: Int) -> [CheckFinding] {
    let words = type.split(separator: "|").map(String.init)
    guard words.allSatisfy({ $0.hasPrefix("\"") && $0.hasSuffix("\"") }) else { return [] }
    let known = words.map { String($0.dropFirst().dropLast()) }
    guard !known.contains(text) else { return [] }
    return [
      CheckFinding(
        unknown: LocalizedText("engine.document-check.word", ["place": place, "word": text]), text, among: known, code: "document.word",
        file: file, line: line)
    ]
  }

  // MARK: Types

  /// A text where only tables are taken, or a table where none is.
  private func wrongKind(_ value: LuaExpression, of type: String, place: String, in file: String) -> CheckFinding? {
    let isWrong =
      switch value.kind {
      case .string: !takesText(type)
      case .table: !takesTable(type)
      default: false
      }
    guard isWrong else { return nil }
    return CheckFinding(
      code: "document.kind", severity: .problem, file: file, line: value.line,
      text: LocalizedText("engine.document-check.kind", ["place": place, "type": type]))
  }

  private func takesText(_ type: String) -> Bool {
    type.contains("\"") || alternatives(of: type).contains { ["string", "any"].contains($0) || isAlias($0) }
  }

  private func takesTable(_ type: String) -> Bool {
    alternatives(of: type).contains { $0.hasSuffix("[]") || $0.hasPrefix("table") || $0 == "any" || $0.hasPrefix("grappe.") }
  }

  /// The parts of a type such as `string|grappe.Money`, outside of parentheses and angle brackets.
  private func alternatives(of type: String) -> [String] {
    var (parts, depth) = ([""], 0)
    for character in type {
      if "(<".contains(character) { depth += 1 }
      if ")>".contains(character) { depth -= 1 }
      if character == "|", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  /// Whether it is a named type that is no table, such as `grappe.Date`.
  private func isAlias(_ type: String) -> Bool { type.hasPrefix("grappe.") && classes[type] == nil && !type.hasSuffix("[]") }

  /// The type of the elements of a list such as `grappe.DocNode[]` or `(string|grappe.DocColumn)[]`; nil for any other type.
  private func listElement(of type: String) -> String? {
    guard type.hasSuffix("[]"), !type.hasSuffix("[][]") else { return nil }
    let element = type.dropLast(2)
    if element.hasPrefix("("), element.hasSuffix(")") { return String(element.dropFirst().dropLast()) }
    return element.contains("|") ? nil : String(element)
  }

  /// The only class among the alternatives of a type; nil without one, or where a table may be something else.
  private func description(of type: String) -> ClassDescription? {
    let found = type.split(separator: "|").compactMap { classes[String($0)] }
    return found.count == 1 && !type.contains("[]") ? found[0] : nil
  }

  // MARK: Rows

  /// Rows of a table literal that have more cells than the table has columns.
  private func cells(_ name: String, _ argument: LuaExpression?, in file: String) -> [CheckFinding] {
    guard name == "table", case .table(let fields)? = argument?.kind, let columns = list("columns", fields), let rows = list("rows", fields)
    else { return [] }
    return rows.compactMap { row in
      guard case .table(let cells) = row.value.kind, cells.allSatisfy(Self.isSingle), cells.count > columns.count else { return nil }
      return CheckFinding(
        code: "document.cells", severity: .problem, file: file, line: row.line,
        text: LocalizedText("engine.document-check.cells", ["cells": cells.count, "columns": columns.count]))
    }
  }

  /// A chart whose literals have another number of values than of labels.
  private func values(_ name: String, _ argument: LuaExpression?, in file: String) -> [CheckFinding] {
    guard name == "chart", case .table(let fields)? = argument?.kind, let labels = list("labels", fields), !labels.isEmpty,
      let values = list("values", fields, constants: true), !values.isEmpty, values.count != labels.count
    else { return [] }
    return [
      CheckFinding(
        code: "document.values", severity: .problem, file: file, line: argument?.line,
        text: LocalizedText("engine.document-check.values", ["values": values.count, "labels": labels.count]))
    ]
  }

  /// - Parameter constants: whether numbers may be among the elements, and not only a constant of several values at the end.
  private func list(_ name: String, _ fields: [LuaField], constants: Bool = false) -> [LuaField]? {
    for field in fields {
      guard case .name(name) = field.key else { continue }
      guard case .table(let elements) = field.value.kind,
        elements.allSatisfy({ Self.isSingle($0) || constants && Self.isNumber($0) })
      else { return nil }
      return elements
    }
    return nil
  }

  /// Whether a list's entry is a constant, such as a number.
  private static func isNumber(_ field: LuaField) -> Bool {
    guard case .position = field.key, case .constant = field.value.kind else { return false }
    return true
  }

  /// Whether a list's entry is exactly one element: a call at the end may give several.
  private static func isSingle(_ field: LuaField) -> Bool {
    guard case .position = field.key else { return false }
    switch field.value.kind {
    case .call, .method, .constant: return false
    default: return true
    }
  }
}
