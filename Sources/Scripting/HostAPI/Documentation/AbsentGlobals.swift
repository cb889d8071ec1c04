import Localization

/// Names of Lua, or of what programmers expect beside it, that plugin code does not have, each with what to do instead.
public enum AbsentGlobals {
  /// The libraries and functions of Lua that are left out.
  public static let names = [
    "io", "debug", "package", "dofile", "loadfile", "os.execute", "os.exit", "os.getenv", "os.remove", "os.rename", "os.setlocale",
    "os.tmpname", "string.dump",
  ]

  /// Returns what to do instead of using a name; nil for a name that is not known to be absent.
  ///
  /// - Parameter name: a global such as `io`, or an entry of a library such as `os.execute`.
  public static func remedy(for name: String) -> LocalizedText? {
    ids[name].map { LocalizedText("hostapi.absent-globals.\($0)", ["name": name]) }
  }

  private static let ids: [String: String] = [
    "io": "files", "dofile": "modules", "loadfile": "modules", "package": "modules", "debug": "debug", "string.dump": "debug",
    "os.execute": "programs", "os.exit": "exit", "os.getenv": "environment", "os.setlocale": "language", "os.remove": "files",
    "os.rename": "files", "os.tmpname": "files", "os.sleep": "time", "sleep": "time", "wait": "time", "null": "nothing", "None": "nothing",
    "undefined": "nothing", "NULL": "nothing", "True": "truth", "False": "truth", "console": "output", "printf": "output",
    "echo": "output", "socket": "network", "http": "network", "fetch": "network", "setTimeout": "time", "class": "classes",
    "self": "receiver", "this": "receiver", "unpack": "unpack", "loadstring": "load", "setfenv": "environment-table",
    "getfenv": "environment-table", "doc": "document", "params": "parameters", "t": "tests", "test": "tests",
  ]
}
