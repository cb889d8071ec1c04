extension Renderer {
  /// Renders the tables of a document as CSV, a file a table.
  ///
  /// - Parameter open: called for each table in order with a file name without ending, unique in the document and made
  ///   of `a…z`, `0…9` and `-` ("acteurs-par-famille"); returns the function that receives the bytes of that file.
  /// - Returns: the number of tables.
  /// - Throws: the errors of a stream of rows, of `open` and of its result.
  @discardableResult
  public static func renderCSVFiles(
    _ document: Document, options: RenderOptions = RenderOptions(),
    open: (_ name: String) throws -> ([UInt8]) throws -> Void
  ) throws -> Int {
    try RenderBudget.limiting(document.limits) { try renderFiles(document, options, open: open) }
  }

  private static func renderFiles(
    _ document: Document, _ options: RenderOptions, open: (String) throws -> ([UInt8]) throws -> Void
  ) throws -> Int {
    let wording = Wording(options.language)
    let tables = CSVRenderer.tables(of: document, wording)
    var names = FileNames()
    for (index, table) in tables.enumerated() {
      let base = FileName.slug(table.title ?? "") ?? "\(wording.table.lowercased())-\(index + 1)"
      let name = names.unused(base)
      let sink = ByteSink(deliver: try open(name))
      try CSVRenderer(options: options, sink: sink).writeFile(table)
      try sink.flush()
    }
    return tables.count
  }
}

/// The names given to the files of one document, all different.
private struct FileNames {
  private var taken: Set<String> = []
  /// By name, the first number not tried yet: equal titles would otherwise be counted through each time.
  private var nextNumbers: [String: Int] = [:]

  /// Returns an unused name: the given one, or that with a number behind it.
  mutating func unused(_ name: String) -> String {
    guard !taken.insert(name).inserted else { return name }
    var number = nextNumbers[name] ?? 2
    while !taken.insert("\(name)-\(number)").inserted { number += 1 }
    nextNumbers[name] = number + 1
    return "\(name)-\(number)"
  }
}

/// Names for files made from titles.
enum FileName {
  /// Lower-case ASCII letters, digits and hyphens, at most 60; `nil` when nothing of the title is left.
  static func slug(_ title: String) -> String? {
    var slug = ""
    for character in title.lowercased() where slug.utf8.count < 60 {
      if let plain = plain(character) { slug += plain } else if !slug.isEmpty, slug.last != "-" { slug += "-" }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? nil : slug
  }

  private static func plain(_ character: Character) -> String? {
    let base = character.unicodeScalars.first.map { Self.decomposed[$0] ?? String($0) } ?? ""
    let isPlain = base.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return isPlain && !base.isEmpty ? base : nil
  }

  private static let decomposed: [Unicode.Scalar: String] = {
    var map: [Unicode.Scalar: String] = ["œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"]
    for (plain, accented) in [
      ("a", "àáâãäå"), ("c", "ç"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõö"), ("u", "ùúûü"), ("y", "ýÿ"),
    ] {
      for scalar in accented.unicodeScalars { map[scalar] = plain }
    }
    return map
  }()
}
