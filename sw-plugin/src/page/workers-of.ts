/** The page's service workers. Undefined where it has none; in a sandboxed frame the getter itself throws. */
export function workersOf(navigator: Navigator): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}
