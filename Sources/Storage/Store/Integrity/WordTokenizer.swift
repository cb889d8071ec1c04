import CSQLitePreupdate

/// The tokenizer of the full-text indexes, called directly (https://www.sqlite.org/fts5.html#custom_tokenizers).
final class WordTokenizer {
  private var functions = fts5_tokenizer()
  private var instance: OpaquePointer?

  /// - Throws: `StoreError.sqlite` where FTS5 has no such tokenizer.
  init(_ connection: Connection) throws(StoreError) {
    guard let api = grappe_fts5(connection.handle) else { throw StoreError(.sqlite, found: "fts5") }
    var userData: UnsafeMutableRawPointer?
    guard api.pointee.xFindTokenizer(api, "unicode61", &userData, &functions) == SQLITE_OK else {
      throw StoreError(.sqlite, found: "unicode61")
    }
    let code = "remove_diacritics".withCString { name in
      "2".withCString { value in
        var options: [UnsafePointer<CChar>?] = [name, value]
        return functions.xCreate(userData, &options, CInt(options.count), &instance)
      }
    }
    if code != SQLITE_OK { throw StoreError(sqlite: code, message: "unicode61") }
  }

  deinit { if instance != nil { functions.xDelete(instance) } }

  /// The bytes of a word that FTS5 keeps (`FTS5_MAX_TOKEN_SIZE` in its source).
  private static let wordBytesMax = 32_768

  /// The words of one text so far.
  private struct Pass {
    var position = -1
    let body: (UnsafeBufferPointer<UInt8>, Int) -> Void
  }

  /// Calls `body` with each word of a text and its position.
  /// - Throws: `StoreError.sqlite`.
  func eachWord(of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) throws(StoreError) {
    guard let start = text.baseAddress, !text.isEmpty else { return }
    let code = withoutActuallyEscaping(body) { body in
      var pass = Pass(body: body)
      return withUnsafeMutablePointer(to: &pass) { pass in
        start.withMemoryRebound(to: CChar.self, capacity: text.count) {
          functions.xTokenize(instance, UnsafeMutableRawPointer(pass), FTS5_TOKENIZE_DOCUMENT, $0, CInt(text.count), Self.take)
        }
      }
    }
    if code != SQLITE_OK { throw StoreError(sqlite: code, message: "unicode61") }
  }

  private static let take: @convention(c) (UnsafeMutableRawPointer?, CInt, UnsafePointer<CChar>?, CInt, CInt, CInt) -> CInt = {
    context, flags, token, count, _, _ in
    guard let context, let token else { return SQLITE_OK }
    let pass = context.assumingMemoryBound(to: Pass.self)
    if flags & FTS5_TOKEN_COLOCATED == 0 { pass.pointee.position += 1 }
    let bytes = UnsafeRawBufferPointer(start: token, count: min(Int(count), wordBytesMax))
    pass.pointee.body(bytes.assumingMemoryBound(to: UInt8.self), pass.pointee.position)
    return SQLITE_OK
  }
}
