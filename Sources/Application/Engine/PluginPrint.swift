import Reports
import Sandbox
import Synchronization

/// The output of `print`, `warn` and `grappe.log` of plugin code.
public enum PluginPrint {
  private static let isForPrograms = Atomic(false)

  /// Whether standard output is for a program, such as JSON: `print` then writes to standard error.
  public static var isOutputForPrograms: Bool {
    get { isForPrograms.load(ordering: .relaxed) }
    set { isForPrograms.store(newValue, ordering: .relaxed) }
  }

  /// Writes a text of `print` or `warn`, with control characters escaped for a terminal.
  public static func write(_ channel: SandboxConfiguration.Channel, _ text: String) {
    stream(channel).lines(text)
  }

  /// Returns the stream of a channel.
  public static func stream(_ channel: SandboxConfiguration.Channel) -> StandardStream {
    channel == .warn || isOutputForPrograms ? .error : .output
  }
}
