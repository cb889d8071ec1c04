import Foundation
import WebLink

/// Answers the requests of the front: one thread for each link, which bounds the requests answered at once.
public final class PortalService: Sendable {
  private let portal: Portal

  public init(_ portal: Portal) { self.portal = portal }

  /// Serves new links until the front closes them. May be called from any thread.
  public func serve(links: [Int32]) {
    for descriptor in links {
      let thread = Thread { [portal] in
        let link = LinkSocket(descriptor)
        // A link ends with the front. The supervisor hands over new ones when a front has started.
        while let frame = try? link.read(), case .request(let request) = frame {
          do { try portal.answer(request, over: link) } catch { return }
        }
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
  }
}
