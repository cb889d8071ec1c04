import Ecosystem
import Localization

/// The person who asks for a page, or sends a form.
public struct PageViewer: Sendable, Hashable {
  /// The records and fields that she may see.
  public var scope: ReadScope
  /// The name under which the log and the journal note what she does; `PageViewer.visitor` without an account.
  public var principal: String
  public var language: Language

  /// The principal of visitors without an account.
  public static let visitor = "web"

  /// - Parameter name: the name of her account; nil for a visitor.
  public init(_ scope: ReadScope, name: String? = nil, language: Language) {
    self.scope = scope
    principal = name.map { "\(Self.visitor):\($0)" } ?? Self.visitor
    self.language = language
  }

  /// The person at the terminal.
  public static func login(_ scope: ReadScope, language: Language) -> PageViewer {
    var viewer = PageViewer(scope, language: language)
    viewer.principal = Principal.login
    return viewer
  }
}

/// A request for a page of a plugin.
public struct PageRequest: Sendable {
  public var plugin: String
  /// The path below `/p/PLUGIN/`, percent-decoded, without slashes at its ends: `projets/42`.
  public var path: String
  /// The values of the query by name, percent-decoded; names that the page does not declare are ignored.
  public var query: ExactDictionary<[String]>
  public var viewer: PageViewer

  public init(plugin: String, path: String, query: ExactDictionary<[String]> = [:], viewer: PageViewer) {
    self.plugin = plugin
    self.path = path
    self.query = query
    self.viewer = viewer
  }
}

/// The values of a form that somebody sent.
public struct FormRequest: Sendable {
  public var plugin: String
  /// The id of the form.
  public var form: String
  /// The values by field, as a browser sends them; none for a box that is not ticked.
  public var values: ExactDictionary<[String]>
  public var viewer: PageViewer

  public init(plugin: String, form: String, values: ExactDictionary<[String]>, viewer: PageViewer) {
    self.plugin = plugin
    self.form = form
    self.values = values
    self.viewer = viewer
  }
}

/// The request to run an action on a record.
public struct ActionRequest: Sendable {
  public var plugin: String
  /// The id of the action.
  public var action: String
  /// The id of the record.
  public var record: String
  public var viewer: PageViewer

  public init(plugin: String, action: String, record: String, viewer: PageViewer) {
    self.plugin = plugin
    self.action = action
    self.record = record
    self.viewer = viewer
  }
}
