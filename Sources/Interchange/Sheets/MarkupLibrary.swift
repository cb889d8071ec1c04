import CXML

/// The library that reads the XML of spreadsheets.
public enum MarkupLibrary {
  /// The version of libxml2 that this was built with (`LIBXML_DOTTED_VERSION`).
  public static var version: String { LIBXML_DOTTED_VERSION }
}
