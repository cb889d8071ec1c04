import Bundles
import Ecosystem
import HostAPI
import Sandbox

/// Compares the uses of `grappe` in a bundle's Lua files with what the API has and with the permissions the manifest asks for.
/// The files under `tests/` run outside of the plugin and are left out.
struct APICheck {
  private let manifest: Manifest
  private let uses: [(file: String, use: APIUse)]
  private let api: HostTable
  private let groups: [String: String]

  init(_ bundle: Bundles.Bundle) {
    manifest = bundle.manifest
    uses = bundle.luaFiles.filter { !$0.hasPrefix("tests/") }
      .flatMap { file in APIUse.all(in: bundle[file] ?? []).map { (file, $0) } }
    api = GrappeTable.make(
      schema: .grappe, plugin: manifest.name, version: "",
      settings: manifest.settings.mapValues { _ in .boolean(true) })
    groups = Dictionary(uniqueKeysWithValues: Schema.grappe.entities.map { ($0.collection, $0.permissionGroup) })
  }

  func findings() -> [CheckFinding] {
    uses.compactMap { unknown($0.use, $0.file) ?? notAsked($0.use, $0.file) } + unused()
  }

  // MARK: Names

  /// A name that `grappe` or one of its tables does not have.
  private func unknown(_ use: APIUse, _ file: String) -> CheckFinding? {
    var (table, name) = (api, "grappe")
    for part in use.path {
      guard let entry = table.entries[part] else {
        return table.isStrict ? unknown(part, in: table, name, file, use.line) : nil
      }
      guard case .table(let inner) = entry else { return nil }
      (table, name) = (inner, "\(name).\(part)")
    }
    return nil
  }

  private func unknown(_ part: String, in table: HostTable, _ name: String, _ file: String, _ line: Int) -> CheckFinding
  {
    let known = table.entries.keys.sorted()
    let nearest = NearestName.suggest(part, among: known)
    let remedy =
      nearest.map { (fr: "vouliez-vous dire \(name).\($0) ?", en: "did you mean \(name).\($0)?") }
      ?? (fr: "il y a : \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))")
    return CheckFinding(
      code: "api.unknown", severity: .problem, file: file, line: line,
      text: LocalizedText(
        fr: "\(name).\(part) n'existe pas ; \(remedy.fr)", en: "\(name).\(part) does not exist; \(remedy.en)"))
  }

  // MARK: Permissions

  /// What a use needs: groups and how far; nothing for what needs no permission.
  private func needs(_ use: APIUse) -> [(group: String, access: PermissionRequest.Access)] {
    guard let first = use.path.first else { return [] }
    let verb = use.path.dropFirst().first
    if let group = groups[first] { return [(group, ["add", "set", "del"].contains(verb) ? .write : .read)] }
    switch first {
    case "storage": return [("storage", ["set", "del"].contains(verb) ? .write : .read)]
    case "sql": return [("sql", .read)]
    case "network": return [("actors", .read), ("relations", .read)]
    default: return []
    }
  }

  private func need(_ use: APIUse, of group: String) -> PermissionRequest.Access? {
    needs(use).first { $0.group == group }?.access
  }

  private func notAsked(_ use: APIUse, _ file: String) -> CheckFinding? {
    func asked(_ group: String) -> PermissionRequest.Access { manifest.permissions[group]?.access ?? .none }
    guard let (group, access) = needs(use).first(where: { asked($0.group) < $0.access }) else { return nil }
    let name = (["grappe"] + use.path).joined(separator: ".")
    return CheckFinding(
      code: "permission.not-asked", severity: .problem, file: file, line: use.line,
      text: LocalizedText(
        fr:
          "\(name) a besoin de \(group) = \(access.rawValue), plugin.toml demande \(asked(group).rawValue) ; demandez-le ou retirez l'appel",
        en:
          "\(name) needs \(group) = \(access.rawValue), plugin.toml asks for \(asked(group).rawValue); ask for it or remove the call"
      ))
  }

  /// What is asked for and certainly not used. Where the code chooses a collection as it runs, nothing is certain, and staff
  /// fields need `contacts` without naming it.
  private func unused() -> [CheckFinding] {
    guard !uses.contains(where: { $0.use.path.isEmpty && $0.use.isOpen }) else { return [] }
    return manifest.permissions.sorted { $0.key < $1.key }.compactMap { group, request in
      guard request.access > .none, group != "contacts", group != "jobs" else { return nil }
      let found = uses.filter { need($0.use, of: group) != nil }
      if found.isEmpty { return unused(group, request.access, by: .none) }
      let writes = found.contains { need($0.use, of: group) == .write || $0.use.isOpen }
      return request.access == .write && !writes ? unused(group, .write, by: .read) : nil
    }
  }

  private func unused(
    _ group: String, _ asked: PermissionRequest.Access, by used: PermissionRequest.Access
  ) -> CheckFinding {
    CheckFinding(
      code: "permission.unused", severity: .note, file: "plugin.toml",
      text: LocalizedText(
        fr: "\(group) = \(asked.rawValue) est demandé, le code ne s'en sert que pour \(used.rawValue) ; demandez moins",
        en: "\(group) = \(asked.rawValue) is asked for, the code uses \(used.rawValue); ask for less"))
  }
}
