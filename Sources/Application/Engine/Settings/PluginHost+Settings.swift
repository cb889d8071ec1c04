import Bundles
import Calendar
import Ecosystem
import HostAPI
import Localization
import Store

// The settings of plugins: values that an admin sets, checked against the manifest, journalled, and undone like any change.

extension PluginHost {
  /// Returns the settings of the installed plugins, by plugin and name.
  ///
  /// - Parameter plugin: the plugin; nil for all.
  /// - Throws: `EngineError.pluginNotInstalled`, and `StoreError` when the database cannot be read.
  public func settings(of plugin: String? = nil) throws -> [PluginSetting] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let present = try transaction.generations.present().plugins
    let names = try plugin.map { [try Self.installed($0, among: present).name] } ?? present.map(\.name).sorted()
    return try names.flatMap { name in
      let manifest = try bundle(of: try Self.installed(name, among: present)).manifest
      let stored = try transaction.registrations.settings(name)
      return manifest.settings.sorted { $0.key < $1.key }.map { setting(name, $0.key, description: $0.value, stored: stored[$0.key]) }
    }
  }

  /// Sets a setting, or removes its value so that the default applies. The former value of a secret is deleted.
  ///
  /// - Parameter word: the value as text; nil removes it.
  /// - Returns: the id of the invocation, for `undo`; nil when nothing changed.
  /// - Throws: `EngineError.pluginNotInstalled`, `.settingUnknown`, `.settingRefused`, `.writerBusy`, and errors of the secrets folder.
  @discardableResult
  public func setSetting(_ plugin: String, _ name: String, to word: String?) async throws -> String? {
    let description = try description(of: name, plugin)
    let value = try word.map { try checked($0, description, of: plugin, name: name) } ?? .null
    let (transaction, now) = (try await beginWriting(.setting, "admin", name: "\(plugin) \(name)", for: .admin), Instant.now())
    do {
      try transaction.registrations.setSetting(plugin, name, try description.isSecret ? hidden(value) : value)
      let logged = try log(
        InvocationRecord(.setting, name: "\(plugin) \(name)", startedAt: now, rowsWritten: transaction.changeCount), in: transaction)
      try transaction.commit()
      if description.isSecret { try await deleteUnusedSecrets() }
      return logged.change == nil ? nil : logged.id
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Deletes the values of secrets that no setting names any more.
  ///
  /// - Throws: `EngineError.writerBusy`, and errors of the secrets folder.
  func deleteUnusedSecrets() async throws {
    let transaction = try await beginWriting(.setting, "admin", name: "secrets", for: .admin)
    defer { transaction.rollback() }
    try SecretFile(of: workspace.directory).keep(Set(try transaction.registrations.allSettings().compactMap(\.secretID)))
  }

  /// Returns the value of a secret setting, for a host function that needs it; nil when it is unset. Never given to plugin code.
  ///
  /// - Throws: `EngineError.fileUnreadable` in a process that may run plugin code, and `StoreError`.
  package func secret(_ name: String, of plugin: String) throws -> String? {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    guard let id = try transaction.registrations.settings(plugin)[name]?.secretID else { return nil }
    return try SecretFile(of: workspace.directory).value(of: id)
  }

  /// Returns the values of a plugin's settings for its code: those that the admin set, else the defaults; no secrets.
  func settingValues(_ manifest: Manifest) throws -> ExactDictionary<FieldValue> {
    guard let workspace = openedWorkspace else { return manifest.settingValues }
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let stored = try transaction.registrations.settings(manifest.name)
    var values = manifest.settingValues
    for (name, description) in manifest.settings where !description.isSecret {
      if let value = stored[name], description.accepts(value) { values[name] = value }
    }
    return values
  }

  private func setting(_ plugin: String, _ name: String, description: SettingDescription, stored: FieldValue?) -> PluginSetting {
    let secrets = SecretFile(of: workspace.directory)
    let isSet = stored.map { description.isSecret ? $0.secretID.map(secrets.holds) ?? false : description.accepts($0) } ?? false
    let value = description.isSecret ? nil : isSet ? stored : description.defaultValue.map { FieldValue($0) }
    return PluginSetting(plugin: plugin, name: name, description: description, value: value, isSet: isSet)
  }

  private func description(of name: String, _ plugin: String) throws -> SettingDescription {
    let settings = try bundle(named: plugin).manifest.settings
    guard let description = settings[name] else {
      let known = settings.keys.sorted()
      throw EngineError.settingUnknown(plugin: plugin, name: name, nearest: NearestName.suggest(name, among: known), known: known)
    }
    return description
  }

  private func checked(_ word: String, _ description: SettingDescription, of plugin: String, name: String) throws -> FieldValue {
    guard let value = description.value(of: word) else {
      let found = description.isSecret ? "…" : word
      throw EngineError.settingRefused(plugin: plugin, name: name, found: found, wanted: description.wanted)
    }
    return description.isSecret ? .text(word) : value
  }

  /// Keeps a secret in the secrets folder, and returns the value for the database: its id.
  private func hidden(_ value: FieldValue) throws -> FieldValue {
    guard let text = value.textValue else { return value }
    return .secret(id: try SecretFile(of: workspace.directory).add(text))
  }
}

extension FieldValue {
  /// The stored value of a secret setting: the id of its value in the secrets folder.
  fileprivate static func secret(id: String) -> FieldValue { .map(["secret": .text(id)]) }

  fileprivate var secretID: String? { mapValue?["secret"]?.textValue }
}
