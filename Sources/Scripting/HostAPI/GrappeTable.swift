import Ecosystem
import Lua
import Sandbox

/// Assembles `grappe`, the whole API as one plugin sees it.
public enum GrappeTable {
  /// The API of one plugin.
  ///
  /// - Parameters:
  ///   - schema: the model; each entity becomes a collection.
  ///   - plugin: the plugin's name, and its version, for `grappe.plugin`.
  ///   - settings: the values of the plugin's settings by name; null for one that is unset.
  ///   - secrets: the names of the settings that plugin code does not get.
  public static func make(
    schema: Schema, plugin: String, version: String, settings: ExactDictionary<FieldValue> = [:], secrets: [String] = []
  ) -> HostTable {
    var entries: [String: HostEntry] = [
      "bundle": .table(BundleModule.table), "csv": .table(CSVModule.table), "funding": .table(FundingModule.table),
      "json": .table(JSONModule.table), "log": .table(LogModule.table), "network": .table(NetworkModule.table),
      "storage": .table(StorageModule.table),
      "plugin": values("grappe.plugin", ["name": .text(plugin), "version": .text(version)]),
      "settings": values("grappe.settings", settings, secrets: secrets),
    ]
    for module in [
      RegistrationModule.entries, TranslationModule.entries, LabelModule.entries, ClockModule.entries, SQLModule.entries,
      DocumentModule.entries, ImportModule.entries, EventModule.entries, JobModule.entries, CallModule.entries,
      ValidationModule.entries, PageModule.entries, TraceModule.entries,
    ] {
      entries.merge(module) { _, new in new }
    }
    for (name, collection) in collections(of: schema) { entries[name] = .table(collection) }
    return HostTable(name: "grappe", entries: entries, isStrict: true)
  }

  /// The collections by name.
  static func collections(of schema: Schema) -> [String: HostTable] {
    Dictionary(
      uniqueKeysWithValues: schema.entities.map {
        let isSearchable = !$0.searchFields.isEmpty
        let module = CollectionModule(collection: $0.collection, entityID: $0.id, isSearchable: isSearchable)
        return ($0.collection, module.table)
      })
  }

  /// The tables of functions in `grappe`, collections and modules, which a shell or a script also has as globals.
  public static func globals(of grappe: HostTable) -> [String: HostEntry] {
    grappe.entries.filter { _, entry in
      guard case .table(let table) = entry else { return false }
      return table.entries.values.contains { if case .function = $0 { true } else { false } }
    }
  }

  /// A strict table of values; a name with null is known and reads as nil.
  private static func values(_ name: String, _ values: ExactDictionary<FieldValue>, secrets: [String] = []) -> HostEntry {
    let entries = values.map { ($0.key, $0.value.isNull ? HostEntry.computed { _ in .returns(0) } : .value(LuaValue($0.value))) }
    let refused = secrets.map { secret in
      (secret, HostEntry.computed(hostFunction("\(name).\(secret)") { _, _ in throw APIUsageError(secretSetting: secret) }))
    }
    return .table(HostTable(name: name, entries: Dictionary(uniqueKeysWithValues: entries + refused), isStrict: true))
  }
}

extension APIUsageError {
  /// The refusal of a setting that is a secret.
  init(secretSetting name: String) { self.init("hostapi.grappe-table.secret-setting", ["name": name]) }
}
