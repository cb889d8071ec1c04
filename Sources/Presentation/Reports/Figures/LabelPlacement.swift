/// Finds free space for labels beside marks, so that none covers another label or a mark.
struct LabelPlacement {
  struct Box: Hashable {
    var x: Double, y: Double, width: Double, height: Double

    func touches(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
  }

  private let bounds: Box
  private var taken: [Box]

  /// Begins with marks that labels must keep off, within bounds.
  init(within bounds: Box, keepingOff marks: [Box] = []) {
    self.bounds = bounds
    taken = marks
  }

  /// Returns space for a label beside a round mark: right, left, under or over it. `nil` when none is free.
  mutating func place(width: Double, height: Double, besideX x: Double, y: Double, radius: Double) -> Box? {
    let gap = radius + 3
    return take([
      Box(x: x + gap, y: y - height / 2, width: width, height: height),
      Box(x: x - gap - width, y: y - height / 2, width: width, height: height),
      Box(x: x - width / 2, y: y + gap, width: width, height: height),
      Box(x: x - width / 2, y: y - gap - height, width: width, height: height),
    ])
  }

  /// Returns space for a label centred on a point. `nil` when none is free.
  mutating func place(width: Double, height: Double, onX x: Double, y: Double) -> Box? {
    take([Box(x: x - width / 2, y: y - height / 2, width: width, height: height)])
  }

  private mutating func take(_ boxes: [Box]) -> Box? {
    let free = boxes.first { box in isInside(box) && !taken.contains { $0.touches(box) } }
    if let free { taken.append(free) }
    return free
  }

  private func isInside(_ box: Box) -> Bool {
    box.x >= bounds.x && box.y >= bounds.y && box.x + box.width <= bounds.x + bounds.width
      && box.y + box.height <= bounds.y + bounds.height
  }
}
