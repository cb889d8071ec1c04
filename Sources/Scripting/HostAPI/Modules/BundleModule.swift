import Lua
import Sandbox

/// `grappe.bundle`: the files of the plugin's own bundle.
enum BundleModule {
  static let table = HostTable(
    name: "grappe.bundle",
    entries: ["read": function("grappe.bundle.read", read), "list": function("grappe.bundle.list", list)],
    isStrict: true)

  /// `read(path)`: the file's bytes, or nil and a problem that names the nearest file.
  private static func read(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let path = try call.text(1, "path")
    guard let bytes = try context.files.read(path) else {
      call.pushNil()
      let problem = APIUsageError(unknown: "file of the bundle of \(context.plugin):", path, known: context.files.names)
      call.push(problem.message(in: context.language))
      return .returns(2)
    }
    try call.requireMemory(bytes.count)
    call.push(bytes: bytes)
    return .returns(1)
  }

  /// `list(prefix)`: the sorted names of the files below a folder, all of them without one.
  private static func list(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let prefix = call.argumentCount > 0 ? try call.text(1, "prefix") : ""
    let names = context.files.names.filter { $0.hasPrefix(prefix) }
    call.push(LuaValue.table(LuaTable(array: names.map(LuaValue.string), fields: [:])))
    return .returns(1)
  }
}
