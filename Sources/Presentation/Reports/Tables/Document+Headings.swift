extension Document {
  /// The blocks, each with the text of the nearest heading before it, which names a table without caption.
  var blocksUnderHeadings: [(block: Block, heading: String?)] {
    var heading: String?
    return blocks.map { block in
      if case .heading(let text, _) = block { heading = text }
      return (block, heading)
    }
  }
}
