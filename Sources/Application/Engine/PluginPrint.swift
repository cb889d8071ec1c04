import Reports
import Sandbox
import Synchronization

/// Where `print`, `warn` and `grappe.log` of plugin code go.
public enum PluginPrint {
  private static let isForPrograms = Atomic(false)

  /// Whether standard output holds what a program reads, such as JSON: `print` then goes to standard error.
  public static var isOutputForPrograms: Bool {
    get { isForPrograms.load(ordering: .relaxed) }
    set { isForPrograms.store(newValue, ordering: .relaxed) }
  }

  /// Writes a text of `print` or `warn`. Nothing in it steers a terminal.
  public static func write(_ channel: SandboxConfiguration.Channel, _ text: String) {
    stream(channel).lines(text)
  }

  /// Where a channel goes.
  public static func stream(_ channel: SandboxConfiguration.Channel) -> StandardStream {
    channel == .warn || isOutputForPrograms ? .error : .output
  }
}
