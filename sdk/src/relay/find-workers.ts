/**
 * The active workers that may hold the log, likeliest first: the page's controller, the registration of the page's
 * URL, then the origin's others (a push SDK's own scope, or a viewer that lives outside every scope).
 * With `scope`, only the one registered there. Access to `navigator.serviceWorker` throws in a sandboxed frame.
 */
export async function findWorkers(navigator: Navigator, scope?: string): Promise<readonly ServiceWorker[]> {
  try {
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (!container) return [];
    const [own, all] = await Promise.all([container.getRegistration(), container.getRegistrations()]);
    const wanted = scope === undefined ? [own, ...all] : all.filter((each) => each.scope === scope);
    const workers = wanted.map((registration) => registration?.active);
    if (scope === undefined) workers.unshift(container.controller);
    return [...new Set(workers.filter((worker) => worker != null))];
  } catch {
    return [];
  }
}
