import TOML

/// The contents of `plugin.toml`: a plugin's identity, dependencies, requests and settings.
public struct Manifest: Sendable, Hashable {
  /// The host API this program offers; a manifest written for another one is refused.
  public static let supportedAPI = 1

  /// The plugin's name: a letter, then letters, digits and underscores, 2 … 32 lower-case ASCII characters.
  public let name: String
  /// The plugin's version.
  public let version: SemanticVersion
  /// The host API the plugin is written for.
  public let api: Int
  /// The name people see, by language code (`fr`, `en`); at least one.
  public let title: [String: String]
  /// The purpose of the plugin, by language code; may be empty.
  public let summary: [String: String]
  /// The publisher, if given.
  public let publisher: String?
  /// Its licence as an SPDX expression, if given.
  public let licence: String?
  /// The plugins it depends on, by name.
  public let dependencies: [String: VersionRange]
  /// The modules that plugins depending on this one may require, in order.
  public let exports: [ModuleName]
  /// The permissions it requests, by permission group (see ``PermissionRequest/groups``).
  public let permissions: [String: PermissionRequest]
  /// The limits it requests in place of the defaults, by key (see ``LimitRequest``), such as `job.cpu`.
  public let limits: [String: LimitRequest]
  /// The settings an admin may change, by name.
  public let settings: [String: SettingDescription]
  /// The version of the plugin's own data: the number of its last migration, 0 without any.
  public let dataSchema: Int
  /// The file of the bundle with towns and postcodes, if it brings one.
  public let gazetteer: String?
  /// The file of the bundle with outlines of territories in GeoJSON, if it brings one.
  public let outlines: String?

  /// Parses a manifest.
  ///
  /// ``Bundle`` compares the number in `data.schema` with the migrations.
  ///
  /// - Parameters:
  ///   - text: the bytes of `plugin.toml`, at most 64 KiB.
  ///   - file: its name for messages.
  /// - Throws: a ``BundleError`` of the `manifest` group with file, line and remedy, or `text.invalid`.
  public init(parsing text: [UInt8], file: String = "plugin.toml") throws(BundleError) {
    guard text.count <= BundleLimits.manifestBytesMax else {
      throw BundleError(
        .archiveTooLarge, in: file, found: "\(text.count)", wanted: ["\(BundleLimits.manifestBytesMax)"])
    }
    let document = try TOMLDocument(reading: text, file: file)
    let root = ManifestTable(document)
    try root.allowOnly(["plugin", "dependencies", "exports", "permissions", "limits", "settings", "data"])
    let plugin = try root.table("plugin", example: "[plugin]")
    try plugin.allowOnly(["name", "version", "api", "title", "summary", "publisher", "licence"])
    name = try Self.name(plugin)
    version = try Self.version(plugin)
    api = try Self.api(plugin)
    title = try plugin.localized("title", example: #"title = { fr = "Wallonie", en = "Wallonia" }"#)
    summary = try plugin.localized("summary")
    publisher = try plugin.text("publisher")
    licence = try plugin.text("licence")
    dependencies = try Self.dependencies(root, of: name)
    exports = try ModuleExports.reading(root, of: name)
    permissions = try PermissionRequest.reading(root)
    limits = try LimitRequest.reading(root)
    settings = try SettingDescription.reading(root)
    dataSchema = try Self.dataSchema(root)
    gazetteer = try root.table("data")?.text("gazetteer")
    outlines = try root.table("data")?.text("outlines")
  }

  /// Whether a text may name a plugin.
  public static func isName(_ text: String) -> Bool {
    guard (2...32).contains(text.utf8.count), let first = text.utf8.first, (97...122).contains(first) else {
      return false
    }
    return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 0x5F } && text != "grappe"
  }

  private static func name(_ plugin: ManifestTable) throws(BundleError) -> String {
    let name = try plugin.text("name", example: #"name = "wallonia""#)
    guard isName(name) else { throw plugin.refuse("name", name, wanted: ["a-z, 0-9, _ (2…32; ≠ grappe)"]) }
    return name
  }

  private static func version(_ plugin: ManifestTable) throws(BundleError) -> SemanticVersion {
    let text = try plugin.text("version", example: #"version = "1.0.0""#)
    guard let version = SemanticVersion(text) else {
      throw plugin.refuse("version", text, wanted: ["1.0.0", "1.1.0-rc.1"])
    }
    return version
  }

  private static func api(_ plugin: ManifestTable) throws(BundleError) -> Int {
    let api = try plugin.integer("api", example: "api = \(supportedAPI)")
    guard api == Int64(supportedAPI) else {
      throw BundleError(
        .manifestUnsupportedAPI, at: plugin.place("api"), found: "\(api)", wanted: ["\(supportedAPI)"])
    }
    return supportedAPI
  }

  private static func dependencies(_ root: ManifestTable, of plugin: String) throws(BundleError) -> [String:
    VersionRange]
  {
    guard let table = try root.table("dependencies") else { return [:] }
    var dependencies: [String: VersionRange] = [:]
    for name in table.keys {
      guard isName(name), name != plugin else { throw table.refuse(name, name, wanted: ["a-z, 0-9, _"]) }
      let text = try table.text(name, example: "")
      do { dependencies[name] = try VersionRange(text) } catch {
        if error == .impossible {
          throw BundleError(.manifestImpossibleRange, at: table.place(name), found: text)
        }
        throw table.refuse(name, text, wanted: [">=1.0, <2.0", "^1.2", "~1.2", "1.2.3", "*"])
      }
    }
    return dependencies
  }

  private static func dataSchema(_ root: ManifestTable) throws(BundleError) -> Int {
    guard let table = try root.table("data") else { return 0 }
    try table.allowOnly(["schema", "gazetteer", "outlines"])
    let schema = try table.integer("schema", example: "schema = 1")
    guard (0...9_999).contains(schema) else { throw table.refuse("schema", "\(schema)", wanted: ["0…9999"]) }
    return Int(schema)
  }
}
