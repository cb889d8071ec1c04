import TOML

extension BundleError {
  /// Makes the error of a bundle from that of a TOML text in it.
  init(_ error: TOMLError) {
    let code: Code =
      switch error.code {
      case .tooLarge: .archiveTooLarge
      case .invalidText: .textInvalid
      case .syntax: .manifestSyntax
      case .duplicateKey: .manifestDuplicateKey
      }
    self.init(code, at: Place(file: error.file, line: error.line), found: error.found, wanted: error.wanted)
  }

  /// Makes the error of a bundle from that of a source file in it.
  init(_ error: SourceTextError, in file: String) {
    self.init(.textInvalid, at: Place(file: file, line: error.line), found: error.found)
  }
}

extension TOMLDocument {
  /// Parses a text of a bundle or a workspace.
  ///
  /// - Parameters:
  ///   - text: UTF-8, at most ``bytesMax``.
  ///   - file: its name for messages.
  /// - Throws: `archive.too-large`, `text.invalid`, `manifest.syntax` or `manifest.duplicate-key`, with the line.
  public init(reading text: [UInt8], file: String) throws(BundleError) {
    do throws(TOMLError) { try self.init(parsing: text, file: file) } catch { throw BundleError(error) }
  }

  /// Returns the place of a key; for a missing key that of the nearest table around it.
  func place(_ path: [String]) -> BundleError.Place {
    var path = path[...]
    while !path.isEmpty {
      if let line = line(of: Array(path)) { return .init(file: file, line: line) }
      path.removeLast()
    }
    return .init(file: file, line: 1)
  }
}

extension SourceTextCheck {
  /// Checks the text of a file of a bundle or of a list of trust.
  ///
  /// - Throws: `text.invalid`, with the line.
  static func check(_ text: some Collection<UInt8>, file: String) throws(BundleError) {
    do throws(SourceTextError) { try check(text) } catch { throw BundleError(error, in: file) }
  }
}
