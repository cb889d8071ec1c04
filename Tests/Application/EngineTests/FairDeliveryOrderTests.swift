import Ecosystem
import Testing

@testable import Engine
@testable import Store

@Suite("Deliveries are drawn fairly")
struct FairDeliveryOrderTests {
  private func delivery(_ number: Int64, _ plugin: String, _ position: Int = 0) -> PendingDelivery {
    PendingDelivery(
      number: number, listener: EventListener(plugin: plugin, event: "e", position: position), dueMilliseconds: 0, attempts: 0)
  }

  @Test("however many listeners one plugin has, and however old its deliveries are, another plugin is next after one")
  func plugins() {
    let deliveryOrder = FairDeliveryOrder()
    let all = (0..<50).map { delivery(Int64($0), "loud", $0) } + [delivery(900, "quiet")]
    var served: [String] = []
    for _ in 0..<6 {
      guard let next = deliveryOrder.first(of: all) else { return }
      deliveryOrder.note(next.listener)
      served.append(next.listener.plugin)
    }
    #expect(served == ["loud", "quiet", "loud", "quiet", "loud", "quiet"])
  }

  @Test("listeners of one plugin take turns, the one with the oldest delivery first")
  func listeners() {
    let deliveryOrder = FairDeliveryOrder()
    let all = [delivery(9, "p", 0), delivery(1, "p", 1), delivery(5, "p", 2)]
    let served = (0..<4).compactMap { _ in
      deliveryOrder.first(of: all).map { next in
        deliveryOrder.note(next.listener)
        return next.listener.position
      }
    }
    #expect(served == [1, 2, 0, 1])
    #expect(deliveryOrder.first(of: []) == nil)
  }
}
