/// A script whose document is built at once and takes long to render.
enum SlowDrawing {
  /// Returns a script with that many networks, each a ring of 250 nodes.
  static func rings(_ count: Int) -> String {
    """
    local doc = grappe.document { title = "x" }
    local nodes, edges = {}, {}
    for i = 1, 250 do nodes[i] = { id = "n" .. i } end
    for i = 1, 250 do edges[i] = { from = "n" .. i, to = "n" .. i % 250 + 1 } end
    for i = 1, \(count) do doc:network { title = "t", nodes = nodes, edges = edges } end
    """
  }
}
