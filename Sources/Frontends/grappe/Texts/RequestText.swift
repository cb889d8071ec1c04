import Bundles
import Ecosystem
import Engine
import Localization

/// Formats the requests of a plugin's version that differ from the installed one: `+` is new, `~` changed, `-` removed.
enum RequestText {
  static func lines(_ changes: ManifestChanges) -> [String] {
    changes.permissions.map { line($0, permission) }
      + changes.limits.map { line($0) { _, limit in LimitText.text(limit) } }
      + changes.dependencies.map { line($0) { _, range in "\(range)" } }.map { $0.inserting(needs) }
      + changes.exports.map(exported)
      + changes.settings.map { line($0) { _, setting in SettingText.text(setting) } }.map { $0.inserting(setting) }
  }

  static func json(_ changes: ManifestChanges) -> FieldValue {
    .map([
      "permissions": .list(changes.permissions.map { json($0, PermissionText.json) }),
      "limits": .list(changes.limits.map { json($0, LimitText.json) }),
      "dependencies": .list(changes.dependencies.map { json($0) { .text($0.description) } }),
      "exports": .list(changes.exports.map { json($0) { .text($0.text) } }),
      "settings": .list(changes.settings.map { json($0, SettingText.json) }),
      "needs_approval": .boolean(changes.needsApproval),
    ])
  }

  private static var needs: String { wording("grappe.request-text.needs") }
  private static var setting: String { wording("grappe.request-text.setting") }

  private static func exported(_ change: ManifestChanges.Change<ModuleName>) -> String {
    let text = change.after == nil ? "no-longer-exported" : "exported"
    return (change.after == nil ? "- " : "+ ") + wording("grappe.request-text.module") + "\(change.name): "
      + wording("grappe.request-text.\(text)")
  }

  private static func line<Value>(
    _ change: ManifestChanges.Change<Value>, _ text: (String, Value) -> String
  ) -> String {
    switch (change.before, change.after) {
    case (let before?, let after?): "~ \(change.name): \(text(change.name, before)) → \(text(change.name, after))"
    case (nil, let after?): "+ \(change.name): \(text(change.name, after))"
    default: "- \(change.name): " + wording("grappe.request-text.no-longer-asked")
    }
  }

  private static func permission(_ group: String, _ request: PermissionRequest) -> String {
    String(PermissionText.line(group, request).dropFirst(group.count + 2))
  }

  private static func json<Value>(
    _ change: ManifestChanges.Change<Value>, _ value: (Value) -> FieldValue
  ) -> FieldValue {
    .map([
      "name": .text(change.name), "before": change.before.map(value) ?? .null,
      "after": change.after.map(value) ?? .null,
    ])
  }
}

extension String {
  /// Returns a line such as `+ name: value` with a word before the name.
  fileprivate func inserting(_ word: String) -> String { prefix(2) + word + dropFirst(2) }
}

/// Formats a permission as text and JSON.
enum PermissionText {
  static func line(_ group: String, _ request: PermissionRequest) -> String {
    let access =
      switch request.access {
      case .none: wording("grappe.request-text.nothing")
      case .read: wording("grappe.request-text.read")
      case .write: wording("grappe.request-text.read-write")
      }
    let places = request.territories.isEmpty ? "" : " (\(request.territories.joined(separator: ", ")))"
    let reason = LocalizedText(languageCodes: request.reason)
    return "\(group): \(access)\(places)" + (reason.values.isEmpty ? "" : " — \(reason[language])")
  }

  static func json(_ request: PermissionRequest) -> FieldValue {
    .map([
      "access": .text(request.access.rawValue), "territories": .list(request.territories.map(FieldValue.text)),
      "reason": .map(ExactDictionary(request.reason.mapValues(FieldValue.text))),
    ])
  }
}

/// Formats a limit as text and JSON.
enum LimitText {
  static func text(_ limit: LimitRequest) -> String {
    switch limit.unit {
    case .milliseconds: scaled(limit.amount, [("h", 3_600_000), ("min", 60_000), ("s", 1_000), ("ms", 1)])
    case .bytes: scaled(limit.amount, [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)])
    case .rows: "\(limit.amount) \(wording("grappe.request-text.rows"))"
    }
  }

  static func json(_ limit: LimitRequest) -> FieldValue {
    .map(["amount": .integer(limit.amount), "unit": .text(limit.unit.rawValue)])
  }

  /// Formats an amount in the largest unit that gives a whole number.
  private static func scaled(_ amount: Int64, _ units: [(name: String, size: Int64)]) -> String {
    let unit = units.first { amount % $0.size == 0 } ?? ("", 1)
    return "\(amount / unit.size) \(unit.name)"
  }
}

/// Formats a setting as text and JSON.
enum SettingText {
  static func text(_ setting: SettingDescription) -> String {
    let choices = setting.choices.isEmpty ? "" : " (\(setting.choices.joined(separator: ", ")))"
    let standard = setting.defaultValue.map { " = \($0.text)" } ?? ""
    let label = LocalizedText(languageCodes: setting.label)
    let secret = setting.isSecret ? " (\(wording("grappe.settings.secret")))" : ""
    return "\(setting.kind.rawValue)\(secret)\(choices)\(bounds(of: setting))\(standard)"
      + (label.values.isEmpty ? "" : " — \(label[language])")
  }

  /// The bounds of a number in parentheses; empty without bounds.
  private static func bounds(of setting: SettingDescription) -> String {
    guard [.integer, .number].contains(setting.kind), setting.minimum != nil || setting.maximum != nil else { return "" }
    return " (\(setting.wanted[language]))"
  }

  static func json(_ setting: SettingDescription) -> FieldValue {
    .map([
      "type": .text(setting.kind.rawValue), "secret": .boolean(setting.isSecret),
      "default": setting.defaultValue.map { .text($0.text) } ?? .null,
      "choices": .list(setting.choices.map(FieldValue.text)), "label": .map(ExactDictionary(setting.label.mapValues(FieldValue.text))),
    ])
  }
}
