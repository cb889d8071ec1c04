import Bundles
import Ecosystem
import Engine
import HostAPI
import Localization
import LuaSyntax
import Sandbox

/// Compares the uses of `grappe`, of documents and of Lua's libraries with the API, and with the permissions the manifest asks
/// for. The files under `tests/` run outside of the plugin: their permissions are not counted.
struct APICheck {
  /// Nil for a script, whose permissions are those of its user.
  private let manifest: Manifest?
  private let files: [CheckedFile]
  /// The modules of other bundles that the plugin requires: they use its permissions.
  private let shared: [CheckedFile]
  private let api: HostTable
  private let groups: [String: String]
  private let functions: [String: FunctionDescription]

  init(_ bundle: Bundles.Bundle, _ files: [CheckedFile], _ shared: [CheckedFile]) {
    manifest = bundle.manifest
    self.files = files
    self.shared = shared
    api = GrappeTable.make(
      schema: .grappe, plugin: bundle.manifest.name, version: "",
      settings: ExactDictionary(bundle.manifest.settings.filter { !$0.value.isSecret }.mapValues { _ in .boolean(true) }))
    groups = Dictionary(uniqueKeysWithValues: Schema.grappe.entities.map { ($0.collection, $0.permissionGroup) })
    functions = Dictionary(uniqueKeysWithValues: APIReference.functions(of: .grappe).map { ($0.name, $0) })
  }

  /// Checks a script, which has no manifest.
  init(script files: [CheckedFile]) {
    manifest = nil
    self.files = files
    shared = []
    api = GrappeTable.make(schema: .grappe, plugin: "admin", version: "")
    groups = [:]
    functions = Dictionary(uniqueKeysWithValues: APIReference.functions(of: .grappe).map { ($0.name, $0) })
  }

  func findings() -> [CheckFinding] {
    var seen: Set<String> = []
    return files.flatMap { file in file.reading.uses.compactMap { finding($0, file, seen: &seen) } } + unused() + purposes()
  }

  private func finding(_ use: LuaUse, _ file: CheckedFile, seen: inout Set<String>) -> CheckFinding? {
    if let secret = secret(use, file.name) { return secret }
    if let unknown = unknown(use, file.name) {
      // Reported once, where the name is first used.
      return seen.insert("\(file.name) \(unknown.text[.en])").inserted ? unknown : nil
    }
    return wrongCount(use, file) ?? (file.isTest ? nil : notAsked(use, file.name))
  }

  // MARK: Names

  /// A setting that is a secret, which plugin code does not get.
  private func secret(_ use: LuaUse, _ file: String) -> CheckFinding? {
    guard use.path.root == "grappe", use.path.names.first == "settings", let name = use.path.names.dropFirst().first,
      manifest?.settings[name]?.isSecret == true
    else { return nil }
    return CheckFinding(
      code: "api.secret", severity: .problem, file: file, line: use.line,
      text: LocalizedText("hostapi.grappe-table.secret-setting", ["name": "grappe.settings.\(name)"]))
  }

  private func unknown(_ use: LuaUse, _ file: String) -> CheckFinding? {
    switch use.path.root {
    case "grappe": unknownEntry(use, file)
    // A parameter of that name may hold any value; a method call on it is likely one of a document.
    case "doc": use.isOpen ? nil : unknownMember(use, file, separator: ":", known: members(of: "doc:"))
    case "t": unknownMember(use, file, separator: ".", known: members(of: "t."))
    default: unknownMember(use, file, separator: ".", known: Array(LuaGlobals.libraries[use.path.root] ?? []))
    }
  }

  private func members(of prefix: String) -> [String] {
    functions.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  private func unknownMember(_ use: LuaUse, _ file: String, separator: String, known: [String]) -> CheckFinding? {
    guard let name = use.path.names.first, !known.contains(name) else { return nil }
    let prefix = use.path.root + separator
    return CheckFinding(
      unknown: LocalizedText(verbatim: prefix + name), name, among: known, prefix: prefix, code: "api.unknown",
      file: file,
      line: use.line)
  }

  /// A name that `grappe` and its tables do not have.
  private func unknownEntry(_ use: LuaUse, _ file: String) -> CheckFinding? {
    var (table, name) = (api, "grappe")
    for part in use.path.names {
      guard let entry = table.entries[part] else {
        guard table.isStrict else { return nil }
        return CheckFinding(
          unknown: LocalizedText(verbatim: "\(name).\(part)"), part, among: table.entries.keys.sorted(),
          prefix: "\(name).", code: "api.unknown", file: file, line: use.line)
      }
      guard case .table(let inner) = entry else { return nil }
      (table, name) = (inner, "\(name).\(part)")
    }
    return nil
  }

  /// More arguments than the function takes, or fewer than it needs; a call or `...` at the end may give several.
  private func wrongCount(_ use: LuaUse, _ file: CheckedFile) -> CheckFinding? {
    guard case .called(let arguments) = use.manner else { return nil }
    let name = use.path.root + (use.path.root == "doc" ? ":" : ".") + use.path.names.joined(separator: ".")
    guard let function = functions[name] else { return nil }
    let needed = function.parameters.filter { !$0.isOptional }.count
    let isShort = arguments.count < needed && !(arguments.last?.mayGiveSeveral ?? false) && !file.isTest
    guard isShort || arguments.count > function.parameters.count else { return nil }
    return CheckFinding(
      code: "api.arguments", severity: .problem, file: file.name, line: use.line,
      text: LocalizedText(
        "engine.api-check.arguments-given-call", ["count": arguments.count, "name": name, "signature": function.signature]))
  }

  // MARK: Permissions

  /// The permission groups and access levels that a use needs; empty when it needs no permission.
  private func needs(_ use: LuaUse) -> [(group: String, access: PermissionRequest.Access)] {
    guard use.path.root == "grappe", let first = use.path.names.first else { return [] }
    let name = "grappe." + use.path.names.joined(separator: ".")
    if let needed = functions[name]?.permissions, !needed.isEmpty {
      return needed.map { ($0.group, $0.access == .write ? .write : .read) }
    }
    return groups[first].map { [($0, .read)] } ?? (first == "storage" ? [("storage", .read)] : [])
  }

  private func need(_ use: LuaUse, of group: String) -> PermissionRequest.Access? {
    needs(use).first { $0.group == group }?.access
  }

  private func notAsked(_ use: LuaUse, _ file: String) -> CheckFinding? {
    guard let manifest else { return nil }
    func asked(_ group: String) -> PermissionRequest.Access { manifest.permissions[group]?.access ?? .none }
    guard let (group, access) = needs(use).first(where: { asked($0.group) < $0.access }) else { return nil }
    let name = (["grappe"] + use.path.names).joined(separator: ".")
    return CheckFinding(
      code: "permission.not-asked", severity: .problem, file: file, line: use.line,
      text: LocalizedText(
        "engine.api-check.needs-plugin-toml-asks",
        ["name": name, "group": group, "access": access.rawValue, "asked": asked(group).rawValue]))
  }

  /// Permissions that are asked for and certainly not used. Empty when code chooses a collection at run time; `persons` is
  /// never listed, since staff fields need it without naming it.
  private func unused() -> [CheckFinding] {
    guard let manifest else { return [] }
    let uses = (files + shared).filter { !$0.isTest }.flatMap(\.reading.uses).filter { $0.path.root == "grappe" }
    guard !uses.contains(where: { $0.path.names.isEmpty && $0.isOpen }) else { return [] }
    return manifest.permissions.sorted { $0.key < $1.key }.compactMap { group, request in
      guard request.access > .none, PermissionGroup(manifestName: group) != .persons, group != "jobs" else { return nil }
      let found = uses.filter { need($0, of: group) != nil }
      if found.isEmpty { return unused(group, request.access, by: .none) }
      let writes = found.contains { need($0, of: group) == .write || $0.isOpen }
      return request.access == .write && !writes ? unused(group, .write, by: .read) : nil
    }
  }

  /// Requests for personal data that state no purpose, or use the former name of the group.
  private func purposes() -> [CheckFinding] {
    (manifest?.permissions ?? [:]).sorted { $0.key < $1.key }.flatMap { name, request -> [CheckFinding] in
      guard let group = PermissionGroup(manifestName: name), group.needsPurpose, request.access > .none else { return [] }
      let former = name == group.rawValue ? [] : [purpose("former-group", code: "permission.former", severity: .note, name)]
      return former + (request.reason.isEmpty ? [purpose("no-purpose", code: "permission.purpose", severity: .problem, name)] : [])
    }
  }

  private func purpose(_ text: String, code: String, severity: CheckFinding.Severity, _ group: String) -> CheckFinding {
    CheckFinding(
      code: code, severity: severity, file: "plugin.toml", text: LocalizedText("engine.api-check.\(text)", ["group": group]))
  }

  private func unused(
    _ group: String, _ asked: PermissionRequest.Access, by used: PermissionRequest.Access
  ) -> CheckFinding {
    CheckFinding(
      code: "permission.unused", severity: .note, file: "plugin.toml",
      text: LocalizedText(
        "engine.api-check.asked-code-uses-ask", ["group": group, "asked": asked.rawValue, "used": used.rawValue]))
  }
}

extension LuaExpression {
  /// Whether it may give another number of values than one.
  var mayGiveSeveral: Bool {
    switch kind {
    case .call, .method, .constant: true
    default: false
    }
  }
}
