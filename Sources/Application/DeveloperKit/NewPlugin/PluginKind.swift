/// The kinds of plugins that `grappe new` makes.
public enum PluginKind: String, Sendable, CaseIterable {
  /// A vocabulary, a field and a report.
  case report
  /// The actors of a region from a CSV file, on the common ground of europe, with a report.
  case region
  /// An importer of CSV files into actors.
  case importer
  /// Modules that other plugins require.
  case library
}
