import Bundles
import Ecosystem
import HostAPI
import Localization
import Lua
import Sandbox

/// A plugin whose `init.lua` has run in its own sandbox.
package struct LoadedPlugin: Sendable {
  package let bundle: Bundles.Bundle
  /// The modules of other bundles that it may require.
  package let shared: SharedModules
  package let sandbox: Sandbox
  let permissions: Permissions
  let translations: Translations
  let settings: ExactDictionary<FieldValue>
  package let registrations: Registrations
  /// The functions of its own rules, used by checks of calls.
  let customChecks: CustomChecks

  package var name: String { bundle.manifest.name }
  var version: String { bundle.manifest.version.description }

  /// The former names of its fields.
  var formerFieldNames: [FormerFieldName] {
    registrations.fields.flatMap { field in
      field.formerNames.map {
        FormerFieldName(entity: field.entity, name: "\(name).\($0)", field: "\(name).\(field.name)")
      }
    }
  }

  /// The facts that the conditions of its rules read, by call.
  var ruleFacts: [String: Set<String>] {
    registrations.rules.reduce(into: [:]) { facts, rules in
      facts[rules.ruleSet.call, default: []].formUnion(rules.ruleSet.conditions.flatMap(\.allFacts))
    }
  }

  /// The files that the plugin reads through `grappe.bundle`.
  var files: BundleFiles { BundleFiles(bundle, shared) }
}

extension BundleFiles {
  init(_ bundle: Bundles.Bundle, _ shared: SharedModules) {
    self.init(names: bundle.names, sharedSource: shared.source) { bundle[$0] }
  }
}

extension Permissions {
  /// Converts the permissions that a manifest asks for.
  init(_ manifest: Manifest) {
    self.init(
      grants: manifest.permissions.mapValues { request in
        Grant(
          access: request.access,
          territories: request.territories.isEmpty ? nil : request.territories)
      })
  }
}

extension Manifest {
  /// The default values of the settings, null for one without; without secrets.
  var settingValues: ExactDictionary<FieldValue> {
    ExactDictionary(settings.filter { !$0.value.isSecret }.mapValues { $0.defaultValue.map { FieldValue($0) } ?? .null })
  }

  /// The title in French and English.
  public var localizedTitle: LocalizedText { LocalizedText(languageCodes: title) }

  /// The summary in French and English; nil without one.
  public var localizedSummary: LocalizedText? { summary.isEmpty ? nil : LocalizedText(languageCodes: summary) }
}

extension LocalizedText {
  /// Creates the text from a map by language code; ignores codes of languages that Grappe does not speak.
  public init(languageCodes: [String: String]) {
    var values: [Language: String] = [:]
    for (code, text) in languageCodes {
      if let language = Language(code: code) { values[language] = text }
    }
    self.init(values)
  }
}
