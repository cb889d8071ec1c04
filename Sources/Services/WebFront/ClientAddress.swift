import NIOCore
import NIOHTTP1

/// The address of a client, as far as limits and the log need it.
enum ClientAddress {
  /// Returns the key by which an address is limited: of IPv6 the network of 64 bits, which one subscriber has. Empty for a local socket.
  static func key(_ address: String) -> String {
    guard address.contains(":") else { return address }
    return expanded(address).map { $0.prefix(4).map { String($0, radix: 16) }.joined(separator: ":") + "::" } ?? address
  }

  /// Returns the address without its last part, for the log: 8 bits of IPv4, 80 bits of IPv6.
  static func shortened(_ address: String) -> String {
    if address.isEmpty { return "-" }
    if address.contains(":") {
      return expanded(address).map { $0.prefix(3).map { String($0, radix: 16) }.joined(separator: ":") + "::" } ?? "-"
    }
    let parts = address.split(separator: ".")
    return parts.count == 4 ? parts.prefix(3).joined(separator: ".") + ".0" : "-"
  }

  /// Returns the address that the proxy before this server names last in `X-Forwarded-For`; nil without one.
  static func forwarded(_ headers: HTTPHeaders) -> String? {
    let last = headers[canonicalForm: "x-forwarded-for"].last.map { $0.filter { !$0.isWhitespace } }
    return last.flatMap { $0.isEmpty || $0.count > 45 ? nil : $0 }
  }

  private static func expanded(_ address: String) -> [UInt16]? {
    guard let socket = try? SocketAddress(ipAddress: address, port: 0), case .v6(let six) = socket else { return nil }
    return withUnsafeBytes(of: six.address.sin6_addr) { bytes in
      stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    }
  }
}
