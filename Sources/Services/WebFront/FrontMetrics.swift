/// Counters of the front in the text format of Prometheus. Used on one event loop.
final class FrontMetrics {
  /// The responses by the first digit of their status, from 1.
  private var responses = [Int](repeating: 0, count: 6)
  private(set) var refusedConnections = 0
  private var milliseconds: Int64 = 0

  func count(status: Int, milliseconds: Int64) {
    responses[min(max(status / 100, 0), 5)] += 1
    self.milliseconds += milliseconds
  }

  func countRefusedConnection() { refusedConnections += 1 }

  /// The lines of the exposition.
  func text(connections: Int, links: LinkPool, cache: PageCache) -> String {
    let classes = (1...5).map { "grappe_web_responses_total{class=\"\($0)xx\"} \(responses[$0])" }
    return
      (["# TYPE grappe_web_responses_total counter"] + classes + [
        "# TYPE grappe_web_response_milliseconds_total counter", "grappe_web_response_milliseconds_total \(milliseconds)",
        "# TYPE grappe_web_connections_refused_total counter", "grappe_web_connections_refused_total \(refusedConnections)",
        "# TYPE grappe_web_connections gauge", "grappe_web_connections \(connections)",
        "# TYPE grappe_web_cache_hits_total counter", "grappe_web_cache_hits_total \(cache.hits)",
        "# TYPE grappe_web_cache_bytes gauge", "grappe_web_cache_bytes \(cache.bytes)",
        "# TYPE grappe_web_requests_waiting gauge", "grappe_web_requests_waiting \(links.waitingCount)",
        "# TYPE grappe_web_links_busy gauge", "grappe_web_links_busy \(links.busyCount)",
        "# TYPE grappe_web_host_ready gauge", "grappe_web_host_ready \(links.isReady ? 1 : 0)",
      ]).joined(separator: "\n") + "\n"
  }
}
