/**
 * The promise's outcome, or a TimeoutError that says what did not answer. Some platform promises never settle, e.g.
 * `subscribe()` when the push service can't be reached.
 */
export function within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = new DOMException(`${what} did not answer within ${milliseconds / 1000} s`, 'TimeoutError');
    const timer = setTimeout(() => reject(late), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
