import Bundles
import Ecosystem
import Localization

/// A setting of an installed plugin, with its present value.
public struct PluginSetting: Sendable {
  public var plugin: String
  public var name: String
  public var description: SettingDescription
  /// The value in force; nil for one that is unset, and always nil for a secret.
  public var value: FieldValue?
  /// Whether the admin has set it; otherwise its default applies.
  public var isSet: Bool

  public var label: LocalizedText { LocalizedText(languageCodes: description.label) }
}

extension SettingDescription {
  /// Converts a text as typed on the command line; nil when the setting does not accept it.
  ///
  /// - Parameter word: `true`, `yes`, `oui`, `ja` and their opposites for a boolean, digits for a number, else the text itself.
  func value(of word: String) -> FieldValue? {
    let value: Value? =
      switch kind {
      case .text, .choice: .text(word)
      case .integer: Int64(word).map(Value.integer)
      case .number: Double(word).map(Value.number)
      case .boolean: Self.flags[word.asciiLowercased].map(Value.boolean)
      }
    guard let value, accepts(value) else { return nil }
    return FieldValue(value)
  }

  /// Whether the setting accepts a stored value; a newer version of the plugin may describe it otherwise.
  func accepts(_ stored: FieldValue) -> Bool {
    switch stored {
    case .text(let text): accepts(Value.text(text))
    case .integer(let number): accepts(Value.integer(number))
    case .number(let number): accepts(Value.number(number))
    case .boolean(let flag): accepts(Value.boolean(flag))
    default: false
    }
  }

  /// The values that it accepts, for a message.
  public var wanted: LocalizedText {
    switch kind {
    case .text: LocalizedText("engine.settings.text")
    case .choice: LocalizedText("engine.parameter-values.one", ["list": choices.joined(separator: ", ")])
    case .boolean: LocalizedText("engine.parameter-values.yes-no")
    case .integer, .number:
      LocalizedText(
        kind == .integer ? "engine.settings.integer" : "engine.settings.number",
        ["minimum": Self.bound(minimum) ?? "−∞", "maximum": Self.bound(maximum) ?? "∞"])
    }
  }

  private static func bound(_ number: Double?) -> String? {
    number.map { Int64(exactly: $0).map { "\($0)" } ?? "\($0)" }
  }

  private static let flags = [
    "true": true, "yes": true, "oui": true, "ja": true, "false": false, "no": false, "non": false, "nein": false,
  ]
}

extension FieldValue {
  /// The value of a setting.
  init(_ value: SettingDescription.Value) {
    self =
      switch value {
      case .text(let text): .text(text)
      case .integer(let integer): .integer(integer)
      case .number(let number): .number(number)
      case .boolean(let flag): .boolean(flag)
      }
  }
}
