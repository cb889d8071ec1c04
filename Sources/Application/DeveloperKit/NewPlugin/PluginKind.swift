/// The kinds of plugins that `grappe new` makes.
public enum PluginKind: String, Sendable, CaseIterable {
  /// A vocabulary, a field and a report.
  case report
  /// The actors of a region from a CSV file, on the common ground of europe, with a report.
  case region
  /// An importer of CSV files into actors.
  case importer
  /// Pages of the portal with a form and a card.
  case page
  /// Modules that other plugins require.
  case library
}
