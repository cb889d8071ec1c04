/// Notified when the worker of a task is lost in host code, and when it returns. In between the lost worker owns the task's
/// resources.
public protocol WorkerLossObserver: AnyObject, Sendable {
  /// Reports that the worker is lost; called before the task's report is delivered, under the scheduler's lock: it must be quick
  /// and must not use the scheduler.
  func workerWasLost()
  /// Reports that the lost worker has returned; called on its thread, after `workerWasLost`.
  func lostWorkerReturned()
}
