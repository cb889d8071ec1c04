import Foundation
import Synchronization
import WebLink

/// Answers the requests of the front: one thread for each link, which bounds the requests answered at once.
public final class PortalService: Sendable {
  private let portal: Mutex<Portal>

  public init(_ portal: Portal) { self.portal = Mutex(portal) }

  /// Takes over the settings of the portal as the workspace has read them again. Requests that are being answered keep the former ones.
  ///
  /// - Throws: as `Portal.init`; the former settings stay then.
  public func reload() throws {
    let present = portal.withLock { $0 }
    let next = try Portal(reloading: present)
    portal.withLock { $0 = next }
  }

  /// Serves new links until the front closes them. May be called from any thread.
  public func serve(links: [Int32]) {
    for descriptor in links {
      let thread = Thread { [self] in
        let link = LinkSocket(descriptor)
        // A link ends with the front. The supervisor hands over new ones when a front has started.
        while let frame = try? link.read(), case .request(let request) = frame {
          do { try portal.withLock({ $0 }).answer(request, over: link) } catch { return }
        }
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
  }
}
