import Ecosystem
import Lua

extension Profiler {
  /// The samples in the file format of speedscope.
  ///
  /// Source of the format: https://www.speedscope.app/file-format-schema.json.
  ///
  /// - Parameter name: the name of the profile.
  public func speedscope(name: String) -> FieldValue {
    var frames: [FieldValue] = []
    var indices: [LuaFrame: Int] = [:]
    var stacks: [FieldValue] = []
    var weights: [FieldValue] = []
    for sample in samples {
      stacks.append(
        .list(
          sample.stack.map { frame in
            if let index = indices[frame] { return .integer(Int64(index)) }
            indices[frame] = frames.count
            frames.append(Self.described(frame))
            return .integer(Int64(frames.count - 1))
          }))
      weights.append(.integer(sample.nanoseconds))
    }
    let total = samples.reduce(0) { $0 + $1.nanoseconds }
    return .map([
      "$schema": .text("https://www.speedscope.app/file-format-schema.json"), "name": .text(name), "exporter": .text("grappe"),
      "activeProfileIndex": .integer(0), "shared": .map(["frames": .list(frames)]),
      "profiles": .list([
        .map([
          "type": .text("sampled"), "name": .text(name), "unit": .text("nanoseconds"), "startValue": .integer(0),
          "endValue": .integer(total), "samples": .list(stacks), "weights": .list(weights),
        ])
      ]),
    ])
  }

  private static func described(_ frame: LuaFrame) -> FieldValue {
    .map([
      "name": .text(frame.name ?? "\(frame.chunk):\(frame.line)"), "file": .text(frame.chunk), "line": .integer(Int64(frame.line)),
    ])
  }
}
