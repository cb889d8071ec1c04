import Ecosystem
import Localization

/// A table with named fields that functions take or give: the description of a report, a table of a document, a record.
public struct ClassDescription: Sendable, Hashable {
  /// A field of the table, described as an argument is.
  public typealias Field = FunctionDescription.Value

  /// The name as LuaCATS has it: `grappe.ReportDeclaration`.
  public var name: String
  /// What it stands for.
  public var doc: LocalizedText
  public var fields: [Field]
  /// What fields of any other name hold, as LuaCATS writes it; nil where there are none.
  public var otherFields: String?

  public init(_ name: String, doc: LocalizedText, fields: [Field], otherFields: String? = nil) {
    self.name = name
    self.doc = doc
    self.fields = fields
    self.otherFields = otherFields
  }
}

/// Another name of a type, for what is written the same way everywhere: a date, a territory's code.
public struct AliasDescription: Sendable, Hashable {
  public var name: String
  /// The type it stands for, as LuaCATS writes it.
  public var type: String
  public var doc: LocalizedText

  public init(_ name: String, _ type: String, doc: LocalizedText) {
    self.name = name
    self.type = type
    self.doc = doc
  }
}
