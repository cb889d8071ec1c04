import CLinux
import Confinement
import Glibc

// A program that confines itself and then tries the given actions: confinement cannot be undone, so tests run it as a process.
//
//     ConfinementProbe [--writable DIR] [--readable PATH] [--output DIR] [--output-file PATH] [--secret DIR] [--late] ACTION ARGUMENT …
//
// Each action prints one line, `ACTION ARGUMENT: ok` or the error's number; it runs on a thread started afterwards. `--late`
// starts a thread first, which then runs the actions as well.

/// Tries an action; returns 0 or the number of the error.
func attempt(_ action: String, _ argument: String) -> Int32 {
  errno = 0
  switch action {
  case "read": return closing(open(argument, O_RDONLY))
  case "list": return closing(open(argument, O_RDONLY | O_DIRECTORY))
  case "write": return closing(open(argument, O_WRONLY | O_CREAT | O_TRUNC, 0o600))
  case "remove": return unlink(argument) == 0 ? 0 : errno
  case "folder": return mkdir(argument, 0o700) == 0 ? 0 : errno
  case "rename":
    return rename(argument, argument + ".new") == 0 ? 0 : errno
  case "socket":
    let kind = argument == "udp" ? Int32(SOCK_DGRAM.rawValue) : Int32(SOCK_STREAM.rawValue)
    return closing(socket(argument == "local" ? AF_UNIX : AF_INET, kind, 0))
  case "connect", "bind":
    return onLocalSocket { descriptor, address, size in
      action == "bind" ? bind(descriptor, address, size) : connect(descriptor, address, size)
    } to: {
      argument
    }
  case "send": return send(argument)
  case "run": return run(argument)
  default: return ENOSYS
  }
}

func closing(_ descriptor: Int32) -> Int32 {
  guard descriptor >= 0 else { return errno }
  close(descriptor)
  return 0
}

/// Runs a program as a child: posix_spawn forks and reports the error of exec.
func run(_ path: String) -> Int32 {
  var child = pid_t()
  let name = strdup(path)
  defer { free(name) }
  var arguments = [name, nil]
  let result = posix_spawn(&child, path, nil, nil, &arguments, nil)
  if result == 0 { waitpid(child, nil, 0) }
  return result
}

/// Calls `body` with a new local datagram socket and the address of a path.
func onLocalSocket(
  _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, to path: () -> String
) -> Int32 {
  let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
  guard descriptor >= 0 else { return errno }
  defer { close(descriptor) }
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path().utf8.prefix($0.count - 1)) }
  let size = socklen_t(MemoryLayout<sockaddr_un>.size)
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body(descriptor, $0, size) == 0 ? 0 : errno }
  }
}

/// MSG_FASTOPEN of the kernel, which glibc's module for Swift lacks.
let fastOpen: Int32 = 0x2000_0000

/// Sends a byte over a pair of connected sockets: `plain`, `fast` with MSG_FASTOPEN, `message`, `messages`; or `to:PATH`, to an
/// address.
func send(_ way: String) -> Int32 {
  if way.hasPrefix("to:") {
    return onLocalSocket { descriptor, address, size in
      sendto(descriptor, "x", 1, 0, address, size) == 1 ? 0 : -1
    } to: {
      String(way.dropFirst(3))
    }
  }
  var pair: [Int32] = [0, 0]
  guard socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &pair) == 0 else { return errno }
  defer { for descriptor in pair { close(descriptor) } }
  var message = msghdr()
  switch way {
  case "fast": return sendto(pair[0], "x", 1, fastOpen, nil, 0) == 1 ? 0 : errno
  case "message": return sendmsg(pair[0], &message, 0) >= 0 ? 0 : errno
  case "message-fast": return sendmsg(pair[0], &message, fastOpen) >= 0 ? 0 : errno
  case "messages": return Int32(linux_send_messages(pair[0], 0)) >= 0 ? 0 : errno
  case "messages-fast": return Int32(linux_send_messages(pair[0], fastOpen)) >= 0 ? 0 : errno
  default: return sendto(pair[0], "x", 1, 0, nil, 0) == 1 ? 0 : errno
  }
}

struct Attempt: Sendable {
  var action: String
  var argument: String

  func report(_ prefix: String = "") {
    let result = attempt(action, argument)
    print("\(prefix)\(action) \(argument): \(result == 0 ? "ok" : "\(result)")")
  }
}

func describe(_ state: ConfinementStatus.State) -> String {
  switch state {
  case .active: "active"
  case .partial(let threads): "partial \(threads)"
  case .refused(let number): "refused \(number)"
  case .unsupported: "unsupported"
  case .off: "off"
  }
}

final class Box: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Runs `body` on a new thread of its own.
func onNewThread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { context in
      Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().body()
      return nil
    }, Unmanaged.passRetained(Box(body)).toOpaque())
  return thread
}

/// Parses the command line: the access policy, whether a thread starts first, and the attempts.
func parse(_ words: [String]) -> (policy: AccessPolicy, isLate: Bool, attempts: [Attempt]) {
  var (policy, isLate, attempts) = (AccessPolicy(), false, [Attempt]())
  var rest = words[...]
  while let word = rest.popFirst() {
    switch word {
    case "--late": isLate = true
    case "--writable": policy.writable.append(rest.removeFirst())
    case "--readable": policy.readable.append(rest.removeFirst())
    case "--secret": policy.secrets.append(rest.removeFirst())
    case "--output-file": policy.outputFiles.append(rest.removeFirst())
    case "--output": policy.outputFolders.append(rest.removeFirst())
    default: attempts.append(Attempt(action: word, argument: rest.removeFirst()))
    }
  }
  return (policy, isLate, attempts)
}

@main
enum Probe {
  nonisolated static func main() {
    let (policy, isLate, attempts) = parse(Array(CommandLine.arguments.dropFirst()))
    var pipeEnds = [Int32](repeating: 0, count: 2)
    pipe(&pipeEnds)
    let readEnd = pipeEnds[0]
    let early =
      isLate
      ? onNewThread {
        waitForByte(readEnd)
        for attempt in attempts { attempt.report("early: ") }
      } : nil
    let status = Confinement.apply(policy)
    for measure in ConfinementStatus.Measure.allCases { print("\(measure.rawValue): \(describe(status[measure]))") }
    print("landlock: \(status.landlockVersion.map(String.init) ?? "none")")
    pthread_join(onNewThread { for attempt in attempts { attempt.report() } }, nil)
    if let early {
      write(pipeEnds[1], "x", 1)
      pthread_join(early, nil)
    }
    printLimits()
  }

  private static func waitForByte(_ descriptor: Int32) {
    var byte: UInt8 = 0
    _ = Glibc.read(descriptor, &byte, 1)
  }

  private static func printLimits() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    print("core: \(limit.rlim_cur) \(limit.rlim_max)")
  }
}
