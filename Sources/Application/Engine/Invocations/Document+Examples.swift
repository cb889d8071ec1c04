import Localization
import Reports

extension Document {
  /// Returns the document with a note that says that invented examples count in it; unchanged without examples.
  func marked(withExamples findsExamples: Bool, in language: Language) -> Document {
    if !findsExamples { return self }
    var marked = self
    marked.blocks.insert(.note(Message("engine.document.with-examples").text(in: language)), at: 0)
    return marked
  }
}
