import CIgraph

/// The library of graphs.
public enum NetworkLibrary {
  /// The version of igraph that the process has loaded (`igraph_version`).
  public static var version: String {
    var text: UnsafePointer<CChar>?
    igraph_version(&text, nil, nil, nil)
    return text.map { String(cString: $0) } ?? ""
  }
}
