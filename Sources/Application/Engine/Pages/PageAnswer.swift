import Ecosystem
import HostAPI
import Localization
import Reports

/// The answer to a request for a page.
public enum PageAnswer: Sendable {
  case page(Document)
  /// There is no such page for this viewer. A page for a higher audience gives the same answer, and so does a variable of the path
  /// without a value.
  case notFound
  /// Parameters of the query that the page does not accept, or that are missing.
  case invalid([FieldProblem])
}

/// The answer to a form or an action.
public enum SubmitAnswer: Sendable, Hashable {
  /// It is done. `message` is for the viewer, in her language as far as the plugin speaks it; `target` is the page to show next, never
  /// an address of the web.
  case accepted(message: String?, target: LinkTarget?)
  /// Its changes of records were filed as the proposal of that id, for the staff to decide; `message` and `target` are as for
  /// `accepted`. A target that would show a record which the proposal adds is left out.
  case proposed(id: String, message: String?, target: LinkTarget?)
  /// Nothing was done.
  case refused([FieldProblem])
  /// There is no such form, action or record for this viewer.
  case notFound
}

/// A page, a card, a form or an action that failed or was stopped.
///
/// The public is shown `invocation` only; `cause` is for the staff, who find the same in `grappe log`.
public struct PageFailure: Error {
  /// The id of the entry in the log; nil where none could be written.
  public let invocation: String?
  public let cause: any Error
}

/// A page that a plugin brings, for lists of pages and the sitemap.
public struct PageDescription: Sendable {
  public var plugin: String
  /// The declared path.
  public var pattern: PagePath
  public var title: LocalizedText
  public var audience: Audience
  /// The parameters of its query, and the variables of its path.
  public var parameters: [ParameterDescription]

  /// The declared path as a text, such as `projets/:id`; empty for the plugin's first page.
  public var path: String { pattern.text }
  /// Whether it is one page, without variables.
  public var isSingle: Bool { pattern.variables.isEmpty }
}

/// A form that a plugin brings.
public struct FormDescription: Sendable {
  public var plugin: String
  public var id: String
  public var title: LocalizedText
  public var audience: Audience
  public var fields: [ParameterDescription]
}

/// An action that a plugin offers on records.
public struct ActionDescription: Sendable {
  public var plugin: String
  public var id: String
  public var label: LocalizedText
  /// The id of the entity.
  public var entity: String
  public var audience: Audience
  /// The question to ask before it runs; nil for none.
  public var confirmation: LocalizedText?
}

/// A kind of card that a plugin shows on records.
public struct CardDescription: Sendable {
  public var plugin: String
  public var entity: String
  public var title: LocalizedText
  public var audience: Audience
}

/// An item of the menu, for one viewer.
public struct MenuItem: Sendable, Hashable {
  public var plugin: String
  public var label: String
  /// The path of the page, such as `label`.
  public var path: String
  public var order: Int64
}

/// A card on the page of a record: its document, or the failure of its plugin.
public struct PageCard: Sendable {
  public var plugin: String
  public var title: String
  public var content: Result<Document, PageFailure>
}
