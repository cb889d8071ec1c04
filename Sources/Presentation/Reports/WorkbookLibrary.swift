import CXlsxWriter

/// The library that writes workbooks.
public enum WorkbookLibrary {
  /// The version of libxlsxwriter that the process has loaded (`lxw_version`).
  public static var version: String { String(cString: lxw_version()) }
}
