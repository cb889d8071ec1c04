import Ecosystem
import Localization

extension BundleModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe.bundle", doc: "hostapi.bundle-module.files-plugin-s-own",
    functions: [
      FunctionDescription(
        "grappe.bundle.read", doc: "hostapi.bundle-module.gives-contents-file-bundle",
        parameters: [
          Value("path", "string", doc: "hostapi.bundle-module.path-data-actors-csv")
        ],
        returns: [
          Value("contents", "string?", doc: "hostapi.bundle-module.bytes-file"), .problem,
        ], example: #"local text, problem = grappe.bundle.read("data/actors.csv")"#),
      FunctionDescription(
        "grappe.bundle.list", doc: "hostapi.bundle-module.gives-names-files-bundle",
        parameters: [
          Value(
            "prefix", "string", isOptional: true, doc: "hostapi.bundle-module.how-names-begin-all")
        ],
        returns: [Value("names", "string[]", doc: "hostapi.bundle-module.order")],
        example: #"local names = grappe.bundle.list("data/")"#),
    ])
}
