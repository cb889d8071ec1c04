import Ecosystem
import Localization

/// A reader of pages: what exists for the reader, and the language of the texts.
public struct Viewer: Sendable, Hashable {
  /// The records and fields that exist for the viewer.
  public private(set) var scope: ReadScope
  /// The name under which the viewer has signed in; nil without an account.
  public var name: String?
  public var language: Language

  /// - Parameter scope: without persons who have not consented to the directory, where the reader is not one of the staff.
  public init(scope: ReadScope, name: String? = nil, language: Language) {
    (self.scope, self.name, self.language) = (scope.consented(to: .directory), name, language)
  }

  /// Whether the viewer has signed in as one of the staff.
  var isStaff: Bool { name != nil && scope.audience >= .staff }

  /// A viewer without an account: the public audience, without examples.
  public static func anonymous(_ language: Language) -> Viewer {
    Viewer(scope: ReadScope(.public, includesExamples: false), language: language)
  }
}
