import Ecosystem
import Localization

/// The reference of one table of the API: its functions and the classes they take and give. Each module keeps its own beside
/// its code, in `Modules/…Module+Reference.swift`, and is listed in `APIReference.modules`.
public struct ModuleReference: Sendable, Hashable {
  /// The table's name: `grappe.storage`, `doc`, `t`.
  public var name: String
  /// Purpose of the table.
  public var doc: LocalizedText
  public var functions: [FunctionDescription]
  public var classes: [ClassDescription]
  public var aliases: [AliasDescription]

  public init(
    _ name: String, doc: LocalizedText, functions: [FunctionDescription], classes: [ClassDescription] = [],
    aliases: [AliasDescription] = []
  ) {
    self.name = name
    self.doc = doc
    self.functions = functions
    self.classes = classes
    self.aliases = aliases
  }
}
