import Ecosystem
import Localization

/// A table with named fields that functions take or return: the description of a report, a table of a document, a record.
public struct ClassDescription: Sendable, Hashable {
  /// A field of the table, described as an argument is.
  public typealias Field = FunctionDescription.Value

  /// The name as LuaCATS has it: `grappe.ReportDeclaration`.
  public var name: String
  /// Description of the class.
  public var doc: LocalizedText
  public var fields: [Field]
  /// Type of fields of any other name, as LuaCATS writes it; nil where there are none.
  public var otherFields: String?

  public init(_ name: String, doc: LocalizedText, fields: [Field], otherFields: String? = nil) {
    self.name = name
    self.doc = doc
    self.fields = fields
    self.otherFields = otherFields
  }
}

/// Another name of a type, for values that are written the same way everywhere: a date, a territory's code.
public struct AliasDescription: Sendable, Hashable {
  public var name: String
  /// The aliased type, as LuaCATS writes it.
  public var type: String
  public var doc: LocalizedText

  public init(_ name: String, _ type: String, doc: LocalizedText) {
    self.name = name
    self.type = type
    self.doc = doc
  }
}
