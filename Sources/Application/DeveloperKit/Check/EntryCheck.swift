import Bundles
import Ecosystem
import Engine
import HostAPI
import Localization
import LuaSyntax
import Store

/// Reports what an entry may not do or cannot reach: reports that write, calls of commands and listening to events that no dependency
/// brings, and methods called with the wrong sign.
struct EntryCheck {
  private let manifest: Manifest
  private let files: [CheckedFile]
  private let dependencies: [String: Bundles.Bundle]
  private let functions: [String: FunctionDescription]

  /// - Parameter dependencies: the dependencies that were found, by name.
  init(_ manifest: Manifest, _ files: [CheckedFile], dependencies: [String: Bundles.Bundle]) {
    self.manifest = manifest
    self.files = files
    self.dependencies = dependencies
    functions = Dictionary(uniqueKeysWithValues: APIReference.functions(of: .grappe).map { ($0.name, $0) })
  }

  func findings() -> [CheckFinding] {
    files.flatMap { file in
      writes(file)
        + file.reading.uses.flatMap { use in
          [sign(use, file), file.isTest ? nil : call(use, file), file.isTest ? nil : listener(use, file)].compactMap { $0 }
        }
    }
  }

  // MARK: Reports

  private func writes(_ file: CheckedFile) -> [CheckFinding] {
    writes(file, in: file.reading.reportUses, code: "report") + writes(file, in: file.reading.validatorUses, code: "validator")
  }

  private func writes(_ file: CheckedFile, in ranges: [Range<Int>], code: String) -> [CheckFinding] {
    ranges.flatMap { range in
      file.reading.uses[range].compactMap { use in
        guard case .called = use.manner, use.path.root == "grappe" else { return nil }
        let name = "grappe." + use.path.names.joined(separator: ".")
        let isWriting = functions[name]?.permissions.contains { $0.access == .write } ?? false
        guard isWriting || name == "grappe.emit" else { return nil }
        return problem("\(code).writes", "\(code)-writes", arguments: ["name": name], in: file.name, line: use.line)
      }
    }
  }

  // MARK: Signs

  /// A colon in place of a point, or a point in place of a colon.
  private func sign(_ use: LuaUse, _ file: CheckedFile) -> CheckFinding? {
    switch (use.path.root, use.method) {
    case ("doc", nil):
      guard case .called(let arguments) = use.manner, let name = use.path.names.first, use.path.names.count == 1,
        functions["doc:\(name)"] != nil, !isDocument(arguments.first)
      else { return nil }
      return problem(
        "call.point", "point-for-colon", arguments: ["written": "doc.\(name)", "right": "doc:\(name)"], in: file.name, line: use.line)
    case ("doc", _?), (_, nil): return nil
    case (let root, let method?):
      let table = ([root] + use.path.names).joined(separator: ".")
      let isFunction = functions["\(table).\(method)"] != nil || LuaGlobals.libraries[table]?.contains(method) ?? false
      guard isFunction else { return nil }
      return problem(
        "call.colon", "colon-for-point", arguments: ["written": "\(table):\(method)", "right": "\(table).\(method)"], in: file.name,
        line: use.line)
    }
  }

  /// Whether an argument is a name, which may be that of the document itself.
  private func isDocument(_ argument: LuaExpression?) -> Bool {
    if case .name? = argument?.kind { true } else { false }
  }

  // MARK: Other plugins

  private func call(_ use: LuaUse, _ file: CheckedFile) -> CheckFinding? {
    guard let name = literal(use, of: "call") else { return nil }
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return problem("call.name", "call-name", arguments: ["name": name], in: file.name, line: use.line) }
    guard parts[0] != manifest.name else {
      return problem("call.own", "call-own", arguments: ["name": name], in: file.name, line: use.line)
    }
    guard manifest.dependencies[parts[0]] != nil else {
      return problem("call.undeclared", "call-undeclared", arguments: ["name": name, "plugin": parts[0]], in: file.name, line: use.line)
    }
    return unknown(parts[1], of: parts[0], kind: "call", whole: name, in: file, line: use.line)
  }

  private func listener(_ use: LuaUse, _ file: CheckedFile) -> CheckFinding? {
    guard let name = literal(use, of: "on") else { return nil }
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return recordEvent(name, in: file, line: use.line) }
    guard parts[0] == manifest.name || manifest.dependencies[parts[0]] != nil else {
      return problem("event.undeclared", "event-undeclared", arguments: ["name": name, "plugin": parts[0]], in: file.name, line: use.line)
    }
    guard parts[0] == manifest.name else { return unknown(parts[1], of: parts[0], kind: "event", whole: name, in: file, line: use.line) }
    return ownEvent(parts[1], whole: name, in: file, line: use.line)
  }

  private func recordEvent(_ name: String, in file: CheckedFile, line: Int) -> CheckFinding? {
    let known = Schema.grappe.entities.flatMap { entity in RecordEvent.allCases.map { "\(entity.id).\($0.rawValue)" } }
    guard !known.contains(name) else { return nil }
    return CheckFinding(
      unknown: LocalizedText("engine.entry-check.event", ["name": name]), name, among: known, code: "event.unknown", file: file.name,
      line: line)
  }

  /// An event of the plugin itself that its code never emits.
  private func ownEvent(_ id: String, whole name: String, in file: CheckedFile, line: Int) -> CheckFinding? {
    let emits = files.filter { !$0.isTest }.flatMap(\.reading.uses).filter { $0.path == LuaPath(root: "grappe", names: ["emit"]) }
    let names = emits.map { literal($0, of: "emit") }
    guard !names.contains(where: { $0 == nil || $0 == id }) else { return nil }
    return CheckFinding(
      unknown: LocalizedText("engine.entry-check.event", ["name": name]), id, among: names.compactMap { $0 },
      prefix: "\(manifest.name):", code: "event.unknown", file: file.name, line: line)
  }

  /// A command or an event that no text of the dependency names; nil where the dependency was not found.
  private func unknown(
    _ id: String, of plugin: String, kind: String, whole: String, in file: CheckedFile, line: Int
  ) -> CheckFinding? {
    guard let bundle = dependencies[plugin] else { return nil }
    let texts = CheckedFile.all(of: bundle).filter { !$0.isTest }.map(\.reading.texts)
    guard !texts.contains(where: { names in names.contains { $0.string == id } }) else { return nil }
    return problem(
      "\(kind).unknown", "\(kind)-unknown", arguments: ["name": whole, "plugin": plugin, "version": "\(bundle.manifest.version)"],
      in: file.name, line: line)
  }

  /// The first argument of a call of `grappe.NAME`, where it is a literal.
  private func literal(_ use: LuaUse, of name: String) -> String? {
    guard use.path == LuaPath(root: "grappe", names: [name]), case .called(let arguments) = use.manner,
      case .string(let text)? = arguments.first?.kind
    else { return nil }
    return text
  }

  private func problem(
    _ code: String, _ id: String, arguments: [String: any ArgumentConvertible], in file: String, line: Int
  ) -> CheckFinding {
    CheckFinding(code: code, severity: .problem, file: file, line: line, text: LocalizedText("engine.entry-check.\(id)", arguments))
  }
}
