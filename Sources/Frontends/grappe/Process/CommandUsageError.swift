import ArgumentParser

/// An invalid value that a command finds while it runs, with the command, whose usage its message shows.
struct CommandUsageError: Error {
  let reason: String
  let command: any ParsableCommand.Type

  /// Attaches the command to a `ValidationError`; returns any other error unchanged.
  static func attaching(_ command: any ParsableCommand, to error: any Error) -> any Error {
    guard let error = error as? ValidationError else { return error }
    return CommandUsageError(reason: error.message, command: type(of: command))
  }

  /// The message in English as the argument parser writes it, for `UsageWording`.
  var text: String {
    let usage = Grappe.usageString(for: command).split(separator: "\n").first.map(String.init) ?? ""
    let name = command.configuration.commandName ?? ""
    return "Error: \(reason)\nUsage: \(usage)\n  See 'grappe \(name) --help' for more information."
  }
}
