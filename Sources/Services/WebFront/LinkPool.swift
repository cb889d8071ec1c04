import NIOCore
import WebLink

/// Receives the response to a request, on the event loop.
protocol ResponseReceiver: AnyObject {
  /// Whether no more blocks can be taken for now; the link pauses until `LinkHandler.resume`.
  var isBacklogged: Bool { get }
  func receive(head: WebResponseHead, over link: LinkHandler)
  func receive(block: ByteBuffer)
  func receiveEnd()
  /// The link was closed before the end of the response.
  func linkFailed()
}

/// The links to the host, and the requests that wait for one. Used on one event loop.
final class LinkPool {
  private struct Waiting {
    let request: WebRequest
    weak var receiver: (any ResponseReceiver)?
  }

  /// Upper bound of the requests that wait for a link.
  static let waitingMax = 512

  private var idle: [LinkHandler] = []
  private var all: [ObjectIdentifier: LinkHandler] = [:]
  private var waiting: [Waiting] = []

  /// Whether the host is there.
  var isReady: Bool { !all.isEmpty }
  var waitingCount: Int { waiting.count }
  var busyCount: Int { all.count - idle.count }

  /// Replaces the links by those to a host that has started.
  func replaceLinks(by links: [LinkHandler]) {
    for link in all.values { link.close() }
    all = Dictionary(uniqueKeysWithValues: links.map { (ObjectIdentifier($0), $0) })
    idle = links
    serveWaiting()
  }

  /// Sends a request as soon as a link is free; false when too many wait already.
  func send(_ request: WebRequest, to receiver: any ResponseReceiver) -> Bool {
    if let link = idle.popLast() {
      link.send(request, to: receiver)
      return true
    }
    waiting.removeAll { $0.receiver == nil }
    guard waiting.count < Self.waitingMax else { return false }
    waiting.append(Waiting(request: request, receiver: receiver))
    return true
  }

  /// Forgets a request that waits.
  func withdraw(_ receiver: any ResponseReceiver) { waiting.removeAll { $0.receiver === receiver } }

  /// Takes back a link whose response has ended.
  func release(_ link: LinkHandler) {
    guard all[ObjectIdentifier(link)] != nil else { return }
    idle.append(link)
    serveWaiting()
  }

  /// Forgets a link that was closed.
  func remove(_ link: LinkHandler) {
    all[ObjectIdentifier(link)] = nil
    idle.removeAll { $0 === link }
  }

  private func serveWaiting() {
    while !waiting.isEmpty, let link = idle.popLast() {
      let next = waiting.removeFirst()
      guard let receiver = next.receiver else {
        idle.append(link)
        continue
      }
      link.send(next.request, to: receiver)
    }
  }
}
