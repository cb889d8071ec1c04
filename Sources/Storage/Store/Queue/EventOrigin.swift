/// The origin of the events that a transaction records.
struct EventOrigin {
  /// The length of the chain of events that the transaction continues; 0 outside of a handler.
  var depth = 0
  /// The number of the event being handled; nil outside of a handler.
  var cause: Int64?
  /// The cascade of its events, once it was looked up.
  var cascade: Int64?
  /// The plugin whose code runs, or `admin`, as events name it.
  var source = "admin"
  /// Number of events recorded so far.
  var count = 0
}
