import Ecosystem
import Funding
import Lua

/// What a plugin's `init.lua` registered: its fields, reports and commands.
public struct Registrations: Sendable {
  /// A field the plugin adds to an entity, known as `PLUGIN.NAME`.
  public struct Field: Sendable {
    public var entity: String
    public var name: String
    public var type: FieldType
    public var label: LocalizedText
    public var isIndexed: Bool
  }

  /// A report or a command: a function with an id, a title and typed parameters.
  public struct Entry: Sendable {
    /// The id within the plugin, such as `cartographie`.
    public var id: String
    public var title: LocalizedText
    public var parameters: [ParameterDescription]
    public var run: LuaReference
  }

  /// A function that reads the rows of a file.
  public struct Importer: Sendable {
    public var entry: Entry
    /// The media types it reads, of `text/csv` and `application/jsonl`.
    public var accepts: [String]
  }

  /// The rules of a call, with the functions of its custom conditions.
  public struct Rules: Sendable {
    public var ruleSet: RuleSet
    /// The functions by the id of their condition.
    public var checks: [String: LuaReference]
  }

  public var fields: [Field] = []
  public var reports: [Entry] = []
  public var commands: [Entry] = []
  public var importers: [Importer] = []
  public var rules: [Rules] = []

  public init() {}
}

/// One parameter of a report or a command.
public struct ParameterDescription: Sendable {
  public var name: String
  public var type: FieldType
  public var label: LocalizedText
  public var isOptional: Bool
  public var defaultValue: FieldValue?
}
