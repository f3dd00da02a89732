/**
 * An `ExtendableEvent` as the specification has it, for environments without: active while it is dispatched or a promise
 * is pending, which is counted down one microtask after that has settled.
 * https://w3c.github.io/ServiceWorker/#dom-extendableevent-waituntil
 */
export class ExtendableEvent extends Event {
  pending = 0;
  /** Called when the browser considers the event finished. */
  finished: () => void = () => undefined;

  waitUntil(promise: unknown): void {
    if (this.eventPhase === 0 && this.pending === 0)
      throw new DOMException('The event handler is already finished.', 'InvalidStateError');
    this.pending += 1;
    const settled = (): void =>
      queueMicrotask(() => {
        this.pending -= 1;
        if (this.pending === 0) this.finished();
      });
    Promise.resolve(promise).then(settled, settled);
  }
}

/** Dispatches an event as the browser does: trusted, and finished at once where nothing extends it. */
export function dispatch(scope: EventTarget, event: ExtendableEvent): void {
  Object.defineProperty(event, 'isTrusted', { value: true });
  scope.dispatchEvent(event);
  if (event.pending === 0) event.finished();
}
