/// The origin of an invocation, as the log keeps it: the login of the person, a mechanism such as the job queue, or the plugin that
/// called a command. A call within a job or delivery names both: `schedule:wallonia`.
enum Principal {
  /// The person at the terminal.
  static var login: String { OperatingSystemLogin.name }
  /// The time of a job has come.
  static let schedule = "schedule"
  /// An event is delivered.
  static let event = "event"
  /// A limit was exceeded too often.
  static let limits = "limits"
  /// A serving host loads what was installed.
  static let serve = "serve"

  private static let automatic: Set<String> = [schedule, event, serve, limits]

  /// The principal of a command that a plugin calls in an operation.
  ///
  /// - Parameter operation: the principal of the operation.
  static func caller(_ plugin: String, in operation: String) -> String {
    automatic.contains(operation) ? "\(operation):\(plugin)" : plugin
  }

  /// The plugin alone that called a command.
  static func plugin(of caller: String) -> String { caller.split(separator: ":").last.map(String.init) ?? caller }

  /// Whether an operation began by itself.
  static func isAutomatic(_ operation: String) -> Bool { automatic.contains(operation) }

  /// Whether a command was called in an operation that began by itself. Names of plugins hold no colon.
  static func isAutomatic(caller: String) -> Bool {
    let parts = caller.split(separator: ":", maxSplits: 1)
    return parts.count == 2 && automatic.contains(String(parts[0]))
  }
}
