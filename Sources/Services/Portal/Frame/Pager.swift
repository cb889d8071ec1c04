/// The links to the page of results before and after.
struct Pager {
  private let context: PageContext
  private let number: Int
  private let hasNext: Bool

  /// - Parameter count: the number of results, which may be bounded.
  init(_ context: PageContext, number: Int, pageSize: Int, count: Int) {
    (self.context, self.number) = (context, number)
    hasNext = number * pageSize < count
  }

  var html: HTML {
    guard number > 1 || hasNext else { return .empty }
    let before: HTML? =
      number > 1 ? "<a rel=\"prev\" href=\"\(address(number - 1))\">← \(context.text("portal.pager.previous"))</a>\n" : nil
    let after: HTML? = hasNext ? "<a rel=\"next\" href=\"\(address(number + 1))\">\(context.text("portal.pager.next")) →</a>\n" : nil
    let here = context.text("portal.pager.page", ["number": number])
    return "<nav class=\"pages\" aria-label=\"\(context.text("portal.pager.label"))\">\n\(before)<span>\(here)</span>\n\(after)</nav>\n"
  }

  private func address(_ number: Int) -> String { context.here(["page": number == 1 ? nil : "\(number)"]) }
}
