import Localization
import Ecosystem

/// The resources of an invocation beside its data: the plugin's files, texts and settings, the log, a folder.
public struct HostResources: Sendable {
  /// The files of the plugin's bundle.
  public var files: BundleFiles
  /// The plugin's texts.
  public var translations: Translations
  /// The values of the plugin's settings by name.
  public var settings: ExactDictionary<FieldValue>
  /// Folder for the files in which long tables of the document are kept.
  public var temporaryFolder: String
  /// Receives each line that the plugin logs.
  public var log: @Sendable (LogLevel, String) -> Void

  /// Names the resources; by default there are none and the log is discarded.
  public init(
    files: BundleFiles = .none, translations: Translations = Translations(), settings: ExactDictionary<FieldValue> = [:],
    temporaryFolder: String = "/tmp", log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in }
  ) {
    self.files = files
    self.translations = translations
    self.settings = settings
    self.temporaryFolder = temporaryFolder
    self.log = log
  }
}
