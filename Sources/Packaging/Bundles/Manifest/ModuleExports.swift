import TOML

/// The modules that a manifest exports, and the check that the bundle has them.
enum ModuleExports {
  private static let path = ["exports", "modules"]

  /// Reads `[exports]`.
  ///
  /// - Parameter plugin: the plugin's name. One called `lib` exports nothing: `lib.x` always names a module of the own bundle.
  /// - Throws: a ``BundleError`` of the `manifest` group.
  static func reading(_ root: ManifestTable, of plugin: String) throws(BundleError) -> [ModuleName] {
    guard let table = try root.table("exports") else { return [] }
    try table.allowOnly(["modules"])
    var names: Set<ModuleName> = []
    for text in try table.texts("modules") ?? [] {
      guard let name = ModuleName(text) else {
        throw table.refuse("modules", text, wanted: ["lib.rows"], nearest: nearest(text))
      }
      guard plugin != ModuleName.folder else { throw table.refuse("modules", text, wanted: ["[plugin] name ≠ lib"]) }
      guard names.insert(name).inserted else { throw table.refuse("modules", text, wanted: ["\(text) (1 ×)"]) }
    }
    return names.sorted()
  }

  /// Checks that the bundle has the file of every exported module.
  ///
  /// - Parameters:
  ///   - names: the names of the bundle's files.
  ///   - text: the bytes of `plugin.toml`, for the line.
  /// - Throws: `export.missing-file`, with the nearest module.
  static func check(_ names: [String], _ manifest: Manifest, text: [UInt8]) throws(BundleError) {
    let files = Set(names)
    for module in manifest.exports where !files.contains(module.path) {
      let known = names.compactMap { ModuleName(path: $0)?.text }
      throw BundleError(
        .exportMissingFile, at: try TOMLDocument(reading: text, file: "plugin.toml").place(path), found: module.text,
        wanted: [module.path], nearest: NearestKey.suggest(module.text, among: known))
    }
  }

  /// Returns the module that a path or a name without folder means.
  private static func nearest(_ text: String) -> String? {
    let bare = text.hasSuffix(".lua") ? String(text.dropLast(4)) : text
    let dotted = bare.split(separator: "/").joined(separator: ".")
    return (ModuleName(dotted) ?? ModuleName("\(ModuleName.folder).\(dotted)"))?.text
  }
}
