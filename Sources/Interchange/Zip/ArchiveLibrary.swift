import CArchive

/// The library of archives.
public enum ArchiveLibrary {
  /// The version of libarchive that the process has loaded (`archive_version_number`), such as 3.6.2.
  public static var version: String {
    let number = archive_version_number()
    return "\(number / 1_000_000).\(number / 1_000 % 1_000).\(number % 1_000)"
  }
}
