import Ecosystem
import Engine
import Localization
import LuaSyntax

/// Reports items of the menu, links and placed forms that lead to a page, a form or a report which the plugin does not bring.
struct PageCheck {
  private let contributions: Contributions
  private let plugin: String

  /// - Parameters:
  ///   - plugin: the name of the checked plugin.
  ///   - contributions: those that its `init.lua` registered.
  init(_ plugin: String, _ contributions: Contributions) { (self.plugin, self.contributions) = (plugin, contributions) }

  func findings(in files: [CheckedFile]) -> [CheckFinding] {
    contributions.menuItemsWithoutPage.map { page($0, in: "init.lua", line: nil) }
      + files.filter { !$0.isTest }.flatMap { file in file.reading.uses.flatMap { findings($0, file.name) } }
  }

  private func findings(_ use: LuaUse, _ file: String) -> [CheckFinding] {
    guard use.path.root == "doc", let name = use.path.names.first, case .called(let arguments) = use.manner, let first = arguments.first
    else { return [] }
    switch (name, first.kind) {
    case ("form", .string(let id)): return form(id, in: file, line: first.line)
    case ("links", .table(let fields)), ("cards", .table(let fields)): return fields.flatMap { link($0.value, in: file) }
    default: return []
    }
  }

  private func form(_ id: String, in file: String, line: Int) -> [CheckFinding] {
    guard !contributions.forms.contains(where: { $0.id == id }) else { return [] }
    return [
      CheckFinding(
        unknown: LocalizedText("engine.page-check.form", ["name": id]), id, among: contributions.forms.map(\.id), code: "form.unknown",
        file: file, line: line)
    ]
  }

  private func link(_ value: LuaExpression, in file: String) -> [CheckFinding] {
    guard case .table(let fields) = value.kind else { return [] }
    return fields.compactMap { field in
      guard case .name(let name) = field.key, case .string(let text) = field.value.kind else { return nil }
      switch name {
      case "page" where !contributions.pages.contains(where: { $0.matches(text == "/" ? "" : text) }):
        return page(text, in: file, line: field.value.line)
      case "report" where !text.contains(":") && !contributions.reports.contains(where: { $0.name == "\(plugin):\(text)" }):
        let known = contributions.reports.map { String($0.name.dropFirst(plugin.count + 1)) }
        return CheckFinding(
          unknown: LocalizedText("engine.page-check.report", ["name": text]), text, among: known, code: "report.unknown", file: file,
          line: field.value.line)
      default: return nil
      }
    }
  }

  private func page(_ path: String, in file: String, line: Int?) -> CheckFinding {
    CheckFinding(
      unknown: LocalizedText("engine.page-check.page", ["path": path]), path,
      among: contributions.pages.map { $0.path.isEmpty ? "/" : $0.path }, code: "page.unknown", file: file, line: line)
  }
}
