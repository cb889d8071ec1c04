import CIgraph

/// igraph's own form of a graph (`igraph_create`), freed with the object. Use it while holding the lock it was made under.
final class NativeGraph {
  var graph = igraph_t()
  let nodeCount: Int

  init(_ source: Graph, _ lock: borrowing IgraphLock) throws(NetworkError) {
    nodeCount = source.nodes.count
    let ends = try Integers(count: source.ties.count * 2, lock)
    for (index, tie) in source.ties.enumerated() {
      ends[2 * index] = tie.from
      ends[2 * index + 1] = tie.to
    }
    try lock.run { igraph_create(&graph, &ends.vector, igraph_integer_t(nodeCount), source.isDirected) }
  }

  deinit { igraph_destroy(&graph) }
}

/// `igraph_vector_t`, a vector of real numbers, freed with the object.
final class Reals {
  var vector = igraph_vector_t()

  init(count: Int = 0, _ lock: borrowing IgraphLock) throws(NetworkError) {
    try lock.run { igraph_vector_init(&vector, igraph_integer_t(count)) }
  }

  convenience init(_ values: [Double], _ lock: borrowing IgraphLock) throws(NetworkError) {
    try self.init(count: values.count, lock)
    for (index, value) in values.enumerated() { vector.stor_begin[index] = value }
  }

  deinit { igraph_vector_destroy(&vector) }

  var values: [Double] {
    Array(UnsafeBufferPointer(start: vector.stor_begin, count: Int(igraph_vector_size(&vector))))
  }
}

/// `igraph_vector_int_t`, a vector of integers, freed with the object.
final class Integers {
  var vector = igraph_vector_int_t()

  init(count: Int = 0, _ lock: borrowing IgraphLock) throws(NetworkError) {
    try lock.run { igraph_vector_int_init(&vector, igraph_integer_t(count)) }
  }

  deinit { igraph_vector_int_destroy(&vector) }

  subscript(_ index: Int) -> Int {
    get { Int(vector.stor_begin[index]) }
    set { vector.stor_begin[index] = igraph_integer_t(newValue) }
  }

  var values: [Int] {
    UnsafeBufferPointer(start: vector.stor_begin, count: Int(igraph_vector_int_size(&vector))).map { Int($0) }
  }
}
