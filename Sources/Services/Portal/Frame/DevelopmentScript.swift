import Bundles
import Engine
import WebLink

/// The script of a portal beside `grappe dev`: loads the page again when other code of plugins runs.
enum DevelopmentScript {
  /// The path that the script asks.
  static let path = "development"

  static let asset = Asset(text, ending: "js", type: "text/javascript; charset=utf-8")

  /// Returns the bundles that run, as a text that differs when they do.
  /// - Throws: `StoreError` when the database cannot be read.
  static func response(_ context: PageContext) throws -> PortalResponse {
    let bundles = try context.transaction.generations.present().plugins.map { "\($0.name) \($0.bundleID)\n" }.joined()
    return .text(bundles, type: "text/plain; charset=utf-8", more: [WebRequest.Field("cache-control", "no-store")])
  }

  private static let text = """
    (function () {
      "use strict";
      var known = null;
      function ask() {
        fetch("/\(path)", { cache: "no-store" }).then(function (response) { return response.ok ? response.text() : known; })
          .then(function (bundles) {
            if (known !== null && bundles !== known) location.reload();
            known = bundles;
          }).catch(function () { /* The portal starts again. */ }).then(function () { setTimeout(ask, 700); });
      }
      ask();
    })();

    """
}
