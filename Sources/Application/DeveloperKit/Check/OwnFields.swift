import Ecosystem

/// The fields that a plugin adds to entities, as far as they are known.
struct OwnFields {
  /// The plugin's name; empty for a script.
  let plugin: String
  /// The fields that it registers, such as `actor.wallonia.label`; nil when they are unknown, as after a failed `init.lua`.
  let registered: [String]?
  /// Further fields, which only migrations may use.
  let ofMigrations: [String]

  /// - Parameters:
  ///   - plugin: the plugin's name; empty for a script.
  ///   - registered: the fields that it registers; nil when they are unknown.
  ///   - ofMigrations: further fields, which only migrations may use.
  init(of plugin: String = "", _ registered: [String]? = nil, migrating ofMigrations: [String] = []) {
    (self.plugin, self.registered, self.ofMigrations) = (plugin, registered, ofMigrations)
  }

  /// The names of the fields of an entity, such as `wallonia.label`, in a file; nil when they are unknown.
  func names(of entity: EntityDescription, in file: String) -> [String]? {
    let further = file.hasPrefix("migrations/") ? ofMigrations : []
    return registered.map { $0 + further }?.filter { $0.hasPrefix("\(entity.id).") }.map { String($0.dropFirst(entity.id.count + 1)) }
  }

  /// Whether a name is that of a field of the plugin which does not exist; false for a field of another plugin.
  func lacks(_ name: String, of entity: EntityDescription, in file: String) -> Bool {
    guard !plugin.isEmpty, name.hasPrefix("\(plugin)."), let known = names(of: entity, in: file) else { return false }
    return !known.contains(name)
  }
}
