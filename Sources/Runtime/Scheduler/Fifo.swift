/// A queue over an array, which drops its consumed front now and then.
struct Fifo<Element> {
  private var items: [Element?] = []
  private var start = 0

  var isEmpty: Bool { start == items.count }
  var first: Element? { isEmpty ? nil : items[start] }
  var count: Int { items.count - start }

  mutating func append(_ element: Element) { items.append(element) }

  /// Removes the first element; there must be one.
  mutating func removeFirst() -> Element {
    let element = items[start]!
    items[start] = nil
    start += 1
    if start > 64, start * 2 > items.count {
      items.removeFirst(start)
      start = 0
    }
    return element
  }
}
