extension LuaTask {
  /// The task whose output is written on this thread. A writer that waits for a slow reader gives up once the task is stopping:
  /// otherwise the wait would count as being stuck in host code.
  @TaskLocal public static var writing: LuaTask?
}
