import Ecosystem

/// A call that its author has to change: what was wrong with which argument, what is wanted and, where one is near, the
/// right name.
///
/// It becomes a Lua error at the line that made the call: `wallonia/init.lua:12: grappe.actors.find: argument 2
/// (options): unknown option "ordre"; did you mean "order"?`
struct Misuse: Error, Sendable, Hashable {
  /// A stable name of the kind of misuse.
  var code = "call.wrong"
  var message: String

  init(_ message: String) { self.message = message }

  /// A row or a field that belongs to somebody else.
  init(notOwner message: String) {
    code = "permission.owner"
    self.message = message
  }

  /// An argument of the wrong type or shape.
  init(argument index: Int, _ name: String, wanted: String, given: String) {
    message = "argument \(index) (\(name)): \(wanted) is wanted, \(given) was given"
  }

  /// A name that is none of those known.
  init(unknown kind: String, _ name: String, known: [String]) {
    let hint =
      NearestName.suggest(name, among: known).map { "did you mean \"\($0)\"?" }
      ?? "known are: \(known.sorted().joined(separator: ", "))"
    message = "unknown \(kind) \"\(name)\"; \(hint)"
  }
}

/// A refusal because the plugin was not granted what the call needs.
///
/// It becomes a Lua error that names the permission and where it is asked for.
struct Denied: Error, Sendable, Hashable {
  /// The permission group, such as `actors`.
  var group: String
  /// What the call needs, such as `write access` or `territory FR-13`.
  var needed: String
  /// What the plugin has.
  var granted: String
  /// A stable name of the refusal.
  static let code = "permission.denied"
  /// Whether it is the admin who only reads, and could write.
  var isAdmin = false

  var message: String {
    let remedy = isAdmin ? "add --write to change the data" : "ask for it under [permissions] in plugin.toml"
    return "permission denied: this needs \(needed) in \"\(group)\", granted is \(granted); \(remedy)"
  }
}
