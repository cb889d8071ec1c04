import Ecosystem
import Localization

/// One function of the Lua API in its reference: the stubs for editors, docs/LUA_API.md, `grappe check` and the
/// shell all read it here.
///
///     FunctionDescription(
///       "grappe.storage.get", doc: "hostapi.plugin-modules.gives-value-key",
///       parameters: [.init("key", "string", doc: "hostapi.plugin-modules.key")],
///       returns: [.init("value", "any", doc: "hostapi.plugin-modules.value-nil-without-one")],
///       permissions: [.read("storage")], example: #"grappe.storage.get("last")"#)
///
/// A test runs every example and fails when a function of the API has no description.
public struct FunctionDescription: Sendable, Hashable {
  /// The code in which a function may be called.
  public enum Place: String, Sendable, Hashable {
    /// Anywhere in plugin code.
    case anywhere
    /// Only while `init.lua` runs.
    case registration
    /// Only while a report runs.
    case report
    /// Only while an importer runs.
    case importer
    /// Only in a file that `grappe script` runs.
    case script
    /// Only in the files under `tests/`.
    case test

    /// The place in words; nil for anywhere.
    public var text: LocalizedText? {
      switch self {
      case .anywhere: nil
      case .registration:
        LocalizedText("hostapi.function-description.only-while-init-lua")
      case .report: LocalizedText("hostapi.function-description.only-while-report-runs")
      case .importer: LocalizedText("hostapi.function-description.only-while-importer-runs")
      case .script:
        LocalizedText(
          "hostapi.function-description.only-file-grappe-script")
      case .test: LocalizedText("hostapi.function-description.only-tests")
      }
    }
  }

  /// An argument or a result.
  public struct Value: Sendable, Hashable {
    public var name: String
    /// Its type as LuaCATS writes it: `string`, `integer`, `grappe.Actor[]`.
    public var type: String
    public var isOptional: Bool
    /// Description of the value, with its unit and range where it has them.
    public var doc: LocalizedText

    public init(_ name: String, _ type: String, isOptional: Bool = false, doc: LocalizedText) {
      self.name = name
      self.type = type
      self.isOptional = isOptional
      self.doc = doc
    }
  }

  /// A permission that a plugin must be granted before it may call a function.
  public struct Permission: Sendable, Hashable {
    public var group: String
    public var access: Permissions.Access

    /// `read` access to a group.
    public static func read(_ group: String) -> Permission { Permission(group: group, access: .read) }
    /// `write` access to a group.
    public static func write(_ group: String) -> Permission { Permission(group: group, access: .write) }
  }

  /// The full name, as a plugin calls it: `grappe.actors.find`, `doc:heading`, `t.equal`.
  public var name: String
  /// The effect of the function, in one or two sentences.
  public var summary: LocalizedText
  public var parameters: [Value]
  public var returns: [Value]
  /// When it raises an error, beside arguments that do not fit and permissions that are not granted; nil for never.
  public var raises: LocalizedText?
  /// The permissions that a plugin must be granted; empty for none.
  public var permissions: [Permission]
  public var place: Place
  /// Another form of the call with other types, as LuaCATS writes it: `fun(ids: string[]): grappe.Actor[]`; nil for none.
  public var overload: String?
  /// Lua that works as printed, where `place` says, in a plugin with every permission on the data of the plugin `europe`.
  public var example: String

  /// Describes a function. Only deviations from the defaults need be given.
  public init(
    _ name: String, doc: LocalizedText, parameters: [Value] = [], returns: [Value] = [],
    raises: LocalizedText? = nil, permissions: [Permission] = [],
    place: Place = .anywhere, example: String
  ) {
    self.name = name
    summary = doc
    self.parameters = parameters
    self.returns = returns
    self.raises = raises
    self.permissions = permissions
    self.place = place
    self.example = example
  }

  /// Returns the description with another form of the call.
  func overloaded(_ form: String) -> FunctionDescription {
    var description = self
    description.overload = form
    return description
  }

  /// The table the function belongs to and the sign between them: `grappe.actors` `.`, `doc` `:`.
  public var owner: (table: String, separator: Character) {
    guard let index = name.lastIndex(where: { $0 == "." || $0 == ":" }) else { return ("", ".") }
    return (String(name[..<index]), name[index])
  }

  /// The call as the reference prints it: `grappe.actors.find(filter?, options?)`.
  public var signature: String {
    "\(name)(\(parameters.map { $0.isOptional ? "\($0.name)?" : $0.name }.joined(separator: ", ")))"
  }
}
