import Ecosystem
import Localization
import Lua
import Store

/// An entry of the plugin under test that a test runs.
public enum TestedEntry: Sendable {
  case report(String, ExactDictionary<FieldValue>)
  case command(String, ExactDictionary<FieldValue>)
  case job(String)
  /// An importer, the texts that it reads by file name, and its parameters.
  case importer(String, [String: String], ExactDictionary<FieldValue>)
  /// The handlers of an event, with their first argument.
  case handlers(event: String, FieldValue)
  /// The waiting deliveries of the plugin's own handlers, and those that they cause.
  case deliveries
  /// A page by its path, with the values of its query, for an audience; null where there is none.
  case page(String, ExactDictionary<[String]>, Audience)
  /// The cards of the plugin on the record of an entity, for an audience; null without one.
  case card(String, String, Audience)
  /// A form, with the values that are sent, for an audience; null where it is not for that one.
  case form(String, ExactDictionary<[String]>, Audience)
  /// An action on the record of an id, for an audience; null where there is none.
  case action(String, String, Audience)
}

/// Runs the entries of the plugin under test as production runs them: each as an invocation of its own, with the permissions and the
/// limits of its kind.
public protocol TestedEntryRunner: AnyObject, Sendable {
  /// Begins an entry in the transaction of the test, which waits until it ends. An entry that fails leaves nothing in the data.
  ///
  /// - Parameter waker: called when it has ended.
  /// - Returns: the call, whose values are the rendered text of a report, the number of handled deliveries, or else what the entry returned.
  /// - Throws: `APIUsageError` for an id that the plugin does not register.
  func start(_ entry: TestedEntry, of registrations: Registrations, for context: HostContext, waker: Waker) throws -> CommandCall
}

/// The error of a tested entry, with the code of the host's error that caused it, such as `permission.denied`.
public struct TestedEntryError: Explainable, Hashable {
  public let code: String
  private let text: LocalizedText

  public init(code: String, _ text: LocalizedText) { (self.code, self.text) = (code, text) }

  public func message(in language: Language) -> String { text[language] }
}

extension Registrations {
  /// Returns the entry of an id.
  ///
  /// - Throws: `APIUsageError` with the nearest id.
  public static func entry(_ kind: String, _ id: String, among entries: [Entry]) throws -> Entry {
    guard let entry = entries.first(where: { $0.id == id }) else { throw APIUsageError(unknown: kind, id, known: entries.map(\.id)) }
    return entry
  }

  /// Returns the job of an id.
  ///
  /// - Throws: `APIUsageError` with the nearest id.
  public func job(_ id: String) throws -> Job {
    guard let job = jobs.first(where: { $0.id == id }) else { throw APIUsageError(unknown: "job", id, known: jobs.map(\.id)) }
    return job
  }

  /// Returns the form of an id.
  ///
  /// - Throws: `APIUsageError` with the nearest id.
  public func form(_ id: String) throws -> Form {
    guard let form = forms.first(where: { $0.id == id }) else { throw APIUsageError(unknown: "form", id, known: forms.map(\.id)) }
    return form
  }

  /// Returns the action of an id.
  ///
  /// - Throws: `APIUsageError` with the nearest id.
  public func action(_ id: String) throws -> Action {
    guard let action = actions.first(where: { $0.id == id }) else { throw APIUsageError(unknown: "action", id, known: actions.map(\.id)) }
    return action
  }

  /// Returns the handlers of an event, in their order.
  ///
  /// - Throws: `APIUsageError` for an event without a handler, with the nearest one that has some.
  public func handlers(of event: String) throws -> [LuaReference] {
    let found = listeners.filter { $0.event == event }
    guard !found.isEmpty else {
      throw APIUsageError(unknown: "event with a handler", event, known: Set(listeners.map(\.event)).sorted())
    }
    return found.map(\.run)
  }
}
