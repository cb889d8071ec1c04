import Ecosystem

/// The whole Lua API, described: the source of the stubs for editors, docs/LUA_API.md, `grappe check` and the shell.
///
/// A new module adds its `reference` to `modules`; a new entity needs nothing, its collection and record follow from its
/// description. A test compares this with `GrappeTable` name by name.
public enum APIReference {
  /// Every table of functions but the collections, in the order of the page.
  public static let modules: [ModuleReference] = [
    RegistrationModule.reference, EventModule.reference, ValidationModule.reference, PageModule.reference, JobModule.reference,
    CallModule.reference,
    TranslationModule.reference, LabelModule.reference, TraceModule.reference,
    DocumentModule.reference, LogModule.reference,
    StorageModule.reference, BundleModule.reference, JSONModule.reference, CSVModule.reference, SQLModule.reference,
    FundingModule.reference, NetworkModule.reference, ImportModule.reference, TestModule.reference,
  ]

  /// The collections of a model: one a entity.
  public static func collections(of schema: Schema) -> [ModuleReference] {
    schema.entities.map { collection(of: $0) }
  }

  /// The collection of one entity.
  public static func collection(of entity: EntityDescription) -> ModuleReference { CollectionModule.reference(of: entity) }

  /// Every table with named fields that functions take or give: records and filters too.
  public static func classes(of schema: Schema) -> [ClassDescription] {
    (modules + collections(of: schema)).flatMap(\.classes) + CommonTypes.classes
  }

  /// The further names of types.
  public static var aliases: [AliasDescription] { modules.flatMap(\.aliases) + CommonTypes.aliases }

  /// Every function, collections included.
  public static func functions(of schema: Schema) -> [FunctionDescription] {
    (modules + collections(of: schema)).flatMap(\.functions)
  }

  /// The function of that full name; nil when there is none.
  public static func function(_ name: String, in schema: Schema) -> FunctionDescription? {
    functions(of: schema).first { $0.name == name }
  }
}
