import Synchronization

/// A function, or a list of strings, kept alive in the registry of one state. It may be stored anywhere; it is released with its
/// last copy, and is invalid once its state is closed.
public struct LuaReference: Sendable, Hashable {
  let slot: RegistrySlot

  /// Two references are equal when they are copies of one another.
  public static func == (left: LuaReference, right: LuaReference) -> Bool { left.slot === right.slot }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(slot)) }

  /// Whether its value belongs to this state.
  func belongs(to state: LuaState) -> Bool { slot.releasedSlots === state.releasedSlots }
}

/// One slot of the registry, released with the last reference, on any thread.
final class RegistrySlot: Sendable {
  let index: Int32
  let releasedSlots: ReleasedSlots

  init(index: Int32, releasedSlots: ReleasedSlots) {
    self.index = index
    self.releasedSlots = releasedSlots
  }

  deinit { releasedSlots.discard(index) }
}

/// Registry slots without references. The state releases them when it is next on a thread. Bounded by the number of references
/// ever alive at once.
final class ReleasedSlots: Sendable {
  private let discarded = Mutex<[Int32]>([])

  func discard(_ index: Int32) { discarded.withLock { $0.append(index) } }

  func takeAll() -> [Int32] {
    discarded.withLock { indices in
      guard !indices.isEmpty else { return [] }
      defer { indices.removeAll(keepingCapacity: true) }
      return indices
    }
  }
}
