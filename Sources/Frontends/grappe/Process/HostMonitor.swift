import Engine

/// The answers of a serving host to a monitoring program.
///
/// - `/healthz`: 200 while the host works, else 503.
/// - `/readyz`: 200 while it serves a generation and can read its database, else 503.
/// - `/metrics`: its state in the text format of Prometheus.
struct HostMonitor {
  /// A response of HTTP.
  struct Response: Equatable {
    var status: Int
    var reason: String
    var body: String
  }

  let host: PluginHost
  let health: HostHealth

  /// Returns the response to the first line of a request, such as `GET /metrics HTTP/1.1`.
  func response(to request: String) -> Response {
    let words = request.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return Response(status: 400, reason: "Bad Request", body: "") }
    guard words[0] == "GET" || words[0] == "HEAD" else {
      return Response(status: 405, reason: "Method Not Allowed", body: "")
    }
    switch words[1] {
    case "/healthz": return Self.state(health.isAlive())
    case "/readyz": return Self.state(health.isReady())
    case "/metrics": return metrics
    default: return Response(status: 404, reason: "Not Found", body: "")
    }
  }

  private static func state(_ isGood: Bool) -> Response {
    isGood ? Response(status: 200, reason: "OK", body: "ok\n") : Response(status: 503, reason: "Service Unavailable", body: "not ready\n")
  }

  private var metrics: Response {
    // A database that cannot be read is in the log of the host; the reason may name records.
    guard let text = try? host.metrics(version: Release.version) else {
      return Response(status: 503, reason: "Service Unavailable", body: "")
    }
    return Response(status: 200, reason: "OK", body: text)
  }
}
