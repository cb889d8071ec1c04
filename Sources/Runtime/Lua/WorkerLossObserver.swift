/// Told when the worker of a task is lost in host code, and when it comes back. What the task uses belongs to the lost worker
/// in between.
public protocol WorkerLossObserver: AnyObject, Sendable {
  /// The worker did not come back; called before the task's report is given, under the scheduler's lock: it must be quick and
  /// must not use the scheduler.
  func workerWasLost()
  /// The lost worker is back; called on its thread, after `workerWasLost`.
  func lostWorkerReturned()
}
