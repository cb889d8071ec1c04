import Testing

@testable import Engine

@Suite("Metrics are written in the text format of Prometheus")
struct MetricsTextTests {
  @Test("a metric has its help, its type and a line for each set of labels, with labels escaped")
  func notation() {
    var text = MetricsText()
    text.add("a_total", .counter, help: "Some.", samples: [([("plugin", "x\"y\\z\n")], 2), ([("plugin", "b"), ("kind", "c")], 0.25)])
    text.add("b_bytes", .gauge, help: "Other.", value: 4_096)
    #expect(
      text.text == """
        # HELP a_total Some.
        # TYPE a_total counter
        a_total{plugin="x\\"y\\\\z\\n"} 2
        a_total{plugin="b",kind="c"} 0.25
        # HELP b_bytes Other.
        # TYPE b_bytes gauge
        b_bytes 4096

        """)
  }
}
