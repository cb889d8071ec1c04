import Ecosystem
import Localization
import Lua

// The entries of the portal: pages, forms, actions, cards and items of the menu.

extension Registrations {
  /// A page under `/p/PLUGIN/`.
  public struct Page: Sendable {
    public var path: PagePath
    public var title: LocalizedText
    /// The lowest audience that finds it.
    public var audience: Audience
    /// The parameters of its query, and the declared types of the variables of its path.
    public var parameters: [ParameterDescription]
    public var run: LuaReference
  }

  /// A form, and the function that takes its values.
  public struct Form: Sendable {
    public var id: String
    public var title: LocalizedText
    /// A text before the fields.
    public var text: LocalizedText?
    /// The text of the button; nil for the usual one.
    public var button: LocalizedText?
    public var audience: Audience
    /// In the order of `init.lua`.
    public var fields: [FormField]
    public var submit: LuaReference
  }

  /// An operation on a record, offered on its page.
  public struct Action: Sendable {
    public var id: String
    public var label: LocalizedText
    /// The id of the entity whose records it takes.
    public var entity: String
    public var audience: Audience
    /// The question that is asked before it runs; nil for none.
    public var confirmation: LocalizedText?
    public var run: LuaReference
  }

  /// A box on the page of a record.
  public struct Card: Sendable {
    /// The id of the entity on whose records' pages it stands.
    public var entity: String
    /// Its title; nil for the plugin's.
    public var title: LocalizedText?
    public var audience: Audience
    public var run: LuaReference
  }

  /// An item of the portal's menu, which leads to a page of the plugin.
  public struct MenuItem: Sendable, Hashable {
    public var label: LocalizedText
    /// The path of the page, without variables.
    public var path: String
    /// Its place: items are sorted by it, then by plugin.
    public var order: Int64
  }

  /// One field of a form.
  public struct FormField: Sendable {
    /// The formats of a text that a browser and the host check.
    public enum Format: String, Sendable, CaseIterable { case email, url }

    /// Its name, type, label, default, and whether it may be left empty.
    public var parameter: ParameterDescription
    /// A sentence of help.
    public var hint: LocalizedText?
    /// Whether a text has several lines.
    public var isMultiline: Bool
    /// The most characters of a text.
    public var lengthMax: Int
    public var format: Format?
    /// The labels of the values of a choice, by value.
    public var choiceLabels: [String: LocalizedText]

    /// The most characters of a text of one line, and of several, where `init.lua` does not say.
    static let lineLengthMax = 200, linesLengthMax = 5_000
    /// The greatest `max_length`.
    static let lengthLimit = 20_000
  }

  /// Returns the page of a request and the values of the variables of its path; nil when there is none.
  ///
  /// - Parameter path: the path without the plugin, such as `projets/42`.
  public func page(at path: String) -> (page: Page, variables: [String: String])? {
    guard let segments = PagePath.segments(of: path) else { return nil }
    let found = pages.compactMap { page in page.path.values(for: segments).map { (page: page, variables: $0) } }
    return found.min { $0.page.path.precedes($1.page.path) }
  }

  /// The items of the menu that lead to no page of the plugin.
  public var menuItemsWithoutPage: [MenuItem] { menu.filter { page(at: $0.path) == nil } }
}
