/// Finds free space for labels beside marks, so that none covers another label or a mark.
struct LabelPlacement {
  struct Box: Hashable {
    var x: Double, y: Double, width: Double, height: Double

    func touches(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
  }

  private let bounds: Box
  private let marks: [Box]
  private var labels: [Box] = []

  /// Begins with marks that labels must keep off, within bounds.
  init(within bounds: Box, keepingOff marks: [Box] = []) {
    self.bounds = bounds
    self.marks = marks
  }

  /// Returns space for a label beside a round mark: right, left, under or over it. `nil` when none is free.
  ///
  /// - Parameter isRequired: whether the label covers other marks, as few as possible, rather than being left out.
  mutating func place(
    width: Double, height: Double, besideX x: Double, y: Double, radius: Double, isRequired: Bool = false
  ) -> Box? {
    let gap = radius + 3
    let beside = [
      Box(x: x + gap, y: y - height / 2, width: width, height: height),
      Box(x: x - gap - width, y: y - height / 2, width: width, height: height),
      Box(x: x - width / 2, y: y + gap, width: width, height: height),
      Box(x: x - width / 2, y: y - gap - height, width: width, height: height),
    ]
    return take(beside, coveringMarks: isRequired)
  }

  /// Returns space for a label centred on a point. `nil` when none is free.
  mutating func place(width: Double, height: Double, onX x: Double, y: Double) -> Box? {
    take([Box(x: x - width / 2, y: y - height / 2, width: width, height: height)])
  }

  private mutating func take(_ boxes: [Box], coveringMarks: Bool = false) -> Box? {
    let possible = boxes.filter { box in isInside(box) && !labels.contains { $0.touches(box) } }
    let best = possible.map { box in (box: box, covered: marks.count { $0.touches(box) }) }.min { $0.covered < $1.covered }
    guard let best, best.covered == 0 || coveringMarks else { return nil }
    labels.append(best.box)
    return best.box
  }

  private func isInside(_ box: Box) -> Bool {
    box.x >= bounds.x && box.y >= bounds.y && box.x + box.width <= bounds.x + bounds.width
      && box.y + box.height <= bounds.y + bounds.height
  }
}
