import Ecosystem

/// A candidate in the form that is compared.
struct ComparedRecord {
  var names: [ComparedName]
  /// The numbers as `scheme:value`.
  let numbers: Set<String>
  let schemes: Set<String>
  let email: String?
  /// The last digits of the telephone number, without the prefixes of country and region.
  let phone: String?
  /// The domains of the web address and of the e-mail address, without those of mail providers.
  let domains: Set<String>
  let city: [UInt8]?
  let territory: String?
  let point: (lat: Double, lon: Double)?

  /// The number of last digits by which telephone numbers are compared.
  private static let phoneDigits = 8

  init(_ candidate: DuplicateCandidate) {
    names = candidate.names.compactMap(ComparedName.init)
    numbers = Set(candidate.numbers.map { "\($0.scheme):\($0.value)" })
    schemes = Set(candidate.numbers.map(\.scheme))
    email = candidate.email.map { Folding.fold($0) }
    phone = candidate.phone.flatMap(Self.digits)
    domains = Set([candidate.website.flatMap(Self.domain), candidate.email.flatMap(Self.mailDomain)].compactMap(\.self))
    city = candidate.city.flatMap { ComparedName($0)?.compact }
    territory = candidate.territory
    point = candidate.point
  }

  private static func digits(_ phone: String) -> String? {
    let digits = phone.utf8.filter { (0x30...0x39).contains($0) }
    return digits.count < phoneDigits ? nil : String(decoding: digits.suffix(phoneDigits), as: UTF8.self)
  }

  /// Returns the host of a web address without `www`.
  private static func domain(_ address: String) -> String? {
    let folded = Folding.fold(address)
    let rest = folded.firstRange(of: "://").map { folded[$0.upperBound...] } ?? folded[...]
    var host = rest.prefix { !"/?#:".contains($0) }
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    return host.contains(".") && !sharedHosts.contains(String(host)) ? String(host) : nil
  }

  private static func mailDomain(_ address: String) -> String? {
    address.lastIndex(of: "@").flatMap { domain(String(address[address.index(after: $0)...])) }
  }

  /// Hosts where many have a page or an address.
  private static let sharedHosts: Set<String> = [
    "facebook.com", "instagram.com", "linkedin.com", "youtube.com", "vimeo.com", "x.com", "twitter.com", "linktr.ee",
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.be", "hotmail.fr", "outlook.com", "outlook.be", "outlook.fr", "live.be",
    "live.fr", "yahoo.com", "yahoo.fr", "icloud.com", "me.com", "skynet.be", "proximus.be", "voo.be", "orange.fr", "free.fr", "sfr.fr",
    "laposte.net", "wanadoo.fr", "pt.lu", "gmx.net", "gmx.de", "web.de", "t-online.de", "protonmail.com", "proton.me",
  ]
}
