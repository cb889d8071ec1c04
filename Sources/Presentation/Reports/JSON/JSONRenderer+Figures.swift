extension JSONRenderer {
  mutating func write(_ network: NetworkFigure) throws {
    try member("type", "network")
    try member("title", network.title)
    try writer.key("directed")
    try writer.write(network.isDirected)
    try strings("groups", network.groups)
    try list("nodes", of: network.nodes) { renderer, node in
      try renderer.member("id", node.id)
      try renderer.member("label", node.label)
      try renderer.member("group", node.group)
      try renderer.member("size", node.size)
    }
    try list("edges", of: network.edges) { renderer, edge in
      try renderer.member("from", network.nodes[edge.from].id)
      try renderer.member("to", network.nodes[edge.to].id)
      try renderer.member("label", edge.label)
      try renderer.member("weight", edge.weight)
    }
  }

  mutating func write(_ map: MapFigure) throws {
    try member("type", "map")
    try member("title", map.title)
    try member("value_title", map.valueTitle)
    try member("unit", map.unit)
    try member("value_kind", (map.ranking?.column(named: "").kind ?? .number).rawValue)
    try strings("groups", map.groups)
    try list("regions", of: map.regions) { renderer, region in
      try renderer.member("code", region.code)
      try renderer.member("name", region.name)
      try renderer.member("value", region.value)
    }
    try list("points", of: map.points) { renderer, point in
      try renderer.member("label", point.label)
      try renderer.member("lat", point.position.latitude)
      try renderer.member("lon", point.position.longitude)
      try renderer.member("group", point.group)
    }
  }

  private mutating func list<Element>(
    _ name: String, of elements: [Element], _ write: (inout JSONRenderer, Element) throws -> Void
  ) throws {
    try writer.key(name)
    try writer.beginArray()
    for element in elements {
      try RenderBudget.checkpoint()
      try writer.beginObject()
      try write(&self, element)
      try writer.endObject()
    }
    try writer.endArray()
  }

  private mutating func member(_ name: String, _ number: Double?) throws {
    try writer.key(name)
    if let number { try writer.write(number) } else { try writer.writeNull() }
  }

  private mutating func member(_ name: String, _ number: Int?) throws {
    try writer.key(name)
    if let number { try writer.write(Int64(number)) } else { try writer.writeNull() }
  }
}
