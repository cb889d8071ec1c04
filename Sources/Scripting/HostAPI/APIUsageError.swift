import Ecosystem
import Localization

/// A call that its author has to correct: the wrong argument, the wanted value and, where there is a similar one, the right name.
///
/// It becomes a Lua error at the line that made the call: `wallonia/init.lua:12: grappe.actors.find: argument 2
/// (options): unknown option "ordre"; did you mean "order"?`
struct APIUsageError: Explainable, Hashable {
  /// A stable name of the kind of misuse.
  var code = "call.wrong"
  /// The sentence, as a message of the catalogues or composed by another error.
  private let text: LocalizedText

  /// The sentence in English.
  var message: String { message(in: .en) }

  /// A sentence.
  init(code: String = "call.wrong", _ text: LocalizedText) {
    self.code = code
    self.text = text
  }

  /// A message of the catalogues.
  ///
  /// - Parameters:
  ///   - id: the id of the message.
  ///   - arguments: the values of its placeholders.
  init(code: String = "call.wrong", _ id: String, _ arguments: [String: any ArgumentConvertible]) {
    self.init(code: code, LocalizedText(id, arguments))
  }

  /// The sentence of another error.
  init(_ error: any Explainable) {
    self.init(code: error.code, LocalizedText(composing: error.message(in:)))
  }

  /// An argument of the wrong type or shape.
  init(argument index: Int, _ name: String, wanted: String, given: String) {
    self.init(
      code: "call.argument",
      "hostapi.misuse.argument-wanted-was-given",
      ["index": index, "name": name, "wanted": wanted.noun, "given": given.noun])
  }

  /// Maximum number of known names listed.
  private static let knownMax = 100
  /// Maximum bytes of a name that is compared with the known ones.
  private static let nameBytesMax = 1_000

  /// An unknown name.
  ///
  /// - Parameters:
  ///   - code: a stable name of the kind of misuse.
  ///   - place: the container of the name, which begins the sentence.
  init(code: String = "name.unknown", unknown kind: String, _ name: String, known: [String], in place: String? = nil) {
    let nearest = name.utf8.count > Self.nameBytesMax ? nil : NearestName.suggest(name, among: known)?.shortened
    let all = known.sorted { ExactString($0) < ExactString($1) }.prefix(Self.knownMax).map(\.shortened).joined(separator: ", ")
    let name = name.shortened
    let hint =
      nearest.map { Message("hostapi.misuse.did-you-mean", ["nearest": $0]) }
      ?? (known.isEmpty ? Message("hostapi.misuse.none") : Message("hostapi.misuse.known", ["all": all]))
    let sentence = LocalizedText("hostapi.misuse.unknown", ["kind": kind.noun, "name": name, "hint": hint])
    self.init(
      code: code,
      place.map { LocalizedText("hostapi.misuse.in-place", ["place": $0.noun, "sentence": sentence]) } ?? sentence)
  }

  /// A write in a read-only invocation.
  static let readOnly = APIUsageError(
    code: "call.place",
    "hostapi.misuse.here-one-only-reads")

  /// A write in a validator.
  static let validating = APIUsageError(code: "call.place", "hostapi.misuse.validator-only-reads")

  /// A write that a proposal cannot hold, in a form or an action for readers below the staff.
  static func proposing(_ function: String) -> APIUsageError {
    APIUsageError(code: "call.place", "hostapi.misuse.proposing", ["function": function])
  }

  /// A row or a field that belongs to another owner.
  init(notOwner text: LocalizedText) { self.init(code: "permission.owner", text) }

  /// The sentence; long names in it are cut.
  func message(in language: Language) -> String { MessageNames.shortened(in: text[language]) }
}

/// A refusal because the plugin was not granted the permission for a call.
///
/// It becomes a Lua error that names the permission and where it is asked for.
struct PermissionDeniedError: Explainable, Hashable {
  var code: String { "permission.denied" }

  /// The extent of a permission, needed or granted.
  enum Extent: Sendable, Hashable {
    case access(Permissions.Access)
    /// Access for one field only.
    case field(String)
    case territory(String)
    case aTerritory(ofRow: String)
    case territories([String])
  }

  /// The permission group, such as `actors`.
  var group: String
  /// The extent that the call needs, such as `write access` or `territory FR-13`.
  var needed: Extent
  /// The extent that the plugin was granted.
  var granted: Extent
  /// Whether the caller is an admin in a read-only session, who could write.
  var isAdmin = false

  func message(in language: Language) -> String {
    let arguments: [String: any ArgumentConvertible] = ["group": group, "needed": needed, "granted": granted]
    let message = isAdmin ? Message("hostapi.denied.admin", arguments) : Message("hostapi.denied.ask", arguments)
    return message.text(in: language)
  }
}

extension PermissionDeniedError.Extent: ArgumentConvertible {
  var argument: MessageArgument {
    switch self {
    case .access(.none): .message(Message("hostapi.denied.nothing"))
    case .access(.read): .message(Message("hostapi.denied.read"))
    case .access(.write): .message(Message("hostapi.denied.write"))
    case .field(let field): .message(Message("hostapi.denied.field", ["field": field]))
    case .territory(let code): .message(Message("hostapi.denied.territory", ["code": code]))
    case .aTerritory(let row): .message(Message("hostapi.denied.a-territory", ["row": row]))
    case .territories(let codes): codes.argument
    }
  }
}
