/// The filters in force, each a link that takes it away.
struct ChosenFilters {
  private let context: PageContext
  private let selection: RecordSelection

  init(_ context: PageContext, _ selection: RecordSelection) { (self.context, self.selection) = (context, selection) }

  var html: HTML {
    get throws {
      guard !selection.chosen.isEmpty else { return .empty }
      let items = try selection.chosen.map { field, value -> HTML in
        let text = try context.values.text(value, field) ?? value.textValue ?? ""
        let label = context.text("portal.directory.without", ["field": field.label, "value": text])
        return "<li><a href=\"\(context.here([field.id: nil]))\" aria-label=\"\(label)\">\(text) ✕</a></li>\n"
      }
      return "<ul class=\"chosen\">\n\(items)</ul>\n"
    }
  }
}
