import Ecosystem
import Funding
import Localization
import Lua
import Store

/// The registrations of a plugin's `init.lua`: fields, reports, commands, listeners and jobs.
public struct Registrations: Sendable {
  /// A field the plugin adds to an entity, known as `PLUGIN.NAME`.
  public struct Field: Sendable {
    public var entity: String
    public var name: String
    public var type: FieldType
    public var label: LocalizedText
    public var isIndexed: Bool
    /// Its former names, whose values it takes over.
    public var formerNames: [String] = []
    /// Whether it exists for migrations only, and its values are deleted after them.
    public var isRetired = false
    /// The visibility of its values.
    public var visibility = Visibility.public
  }

  /// A report or a command: a function with an id, a title and typed parameters.
  public struct Entry: Sendable {
    /// The id within the plugin, such as `cartographie`.
    public var id: String
    public var title: LocalizedText
    public var parameters: [ParameterDescription]
    public var run: LuaReference
  }

  /// A function to be called at an event.
  public struct Listener: Sendable {
    /// The full name of the event, such as `actor.created` or `wallonia:labelled`.
    public var event: String
    public var run: LuaReference
  }

  /// A function that may refuse a record before it is saved.
  public struct Validator: Sendable {
    /// The id of the entity.
    public var entity: String
    public var run: LuaReference
  }

  /// A function that runs on a schedule.
  public struct Job: Sendable {
    /// The id within the plugin, such as `barometer`.
    public var id: String
    public var title: LocalizedText
    public var schedule: JobSchedule
    public var run: LuaReference
  }

  /// A function that reads the rows of a file.
  public struct Importer: Sendable {
    public var entry: Entry
    /// The media types it reads, of `text/csv` and `application/jsonl`.
    public var accepts: [String]
    /// The types of columns whose cells come as values, by their header.
    public var columns: ExactDictionary<FieldType> = [:]
  }

  /// The rules of a call, with the functions of its custom conditions.
  public struct Rules: Sendable {
    public var ruleSet: RuleSet
    /// The functions by the id of their condition.
    public var checks: ExactDictionary<LuaReference>
  }

  public var fields: [Field] = []
  public var reports: [Entry] = []
  public var commands: [Entry] = []
  /// In the order they were registered.
  public var listeners: [Listener] = []
  /// In the order they were registered.
  public var validators: [Validator] = []
  public var jobs: [Job] = []
  public var importers: [Importer] = []
  public var rules: [Rules] = []
  public var pages: [Page] = []
  public var forms: [Form] = []
  public var actions: [Action] = []
  public var cards: [Card] = []
  public var menu: [MenuItem] = []

  public init() {}

  /// Returns the validators of an entity, in the order they were registered.
  public func validators(of entity: String) -> [LuaReference] { validators.filter { $0.entity == entity }.map(\.run) }

  /// The function of a listener.
  ///
  /// - Throws: `APIUsageError` when `init.lua` registered fewer listeners this time than when the plugin was installed.
  public func handler(of listener: EventListener) throws -> LuaReference {
    let handlers = listeners.filter { $0.event == listener.event }
    guard handlers.indices.contains(listener.position) else {
      throw APIUsageError(
        "hostapi.registrations.init-lua-did-not", ["listener": listener.position + 1, "event": listener.event])
    }
    return handlers[listener.position].run
  }
}

/// One parameter of a report or a command.
public struct ParameterDescription: Sendable {
  public var name: String
  public var type: FieldType
  public var label: LocalizedText
  public var isOptional: Bool
  public var defaultValue: FieldValue?
}
