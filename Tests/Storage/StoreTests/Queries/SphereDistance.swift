import Ecosystem
import Foundation

/// Computes the distance on a sphere by vectors, unlike the store.
enum SphereDistance {
  static func kilometres(_ lat1: Double, _ lon1: Double, _ lat2: Double, _ lon2: Double) -> Double {
    let (a, b) = (vector(lat1, lon1), vector(lat2, lon2))
    let chord = zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    return 2 * NearPoint.earthRadiusKilometres * asin(min(1, chord / 2))
  }

  private static func vector(_ lat: Double, _ lon: Double) -> [Double] {
    let (phi, lambda) = (lat * .pi / 180, lon * .pi / 180)
    return [cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi)]
  }
}
