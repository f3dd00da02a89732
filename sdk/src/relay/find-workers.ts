/**
 * The active workers that may hold the log, likeliest first: the page's controller, the registration of the page's
 * URL, then the origin's others (a push SDK's own scope, or a viewer that lives outside every scope).
 * With `scope`, only the one registered there.
 */
export async function findWorkers(
  container: ServiceWorkerContainer | undefined,
  scope?: string,
): Promise<readonly ServiceWorker[]> {
  if (!container) return [];
  const all = await container.getRegistrations();
  const workers =
    scope === undefined
      ? [container.controller, ...[await container.getRegistration(), ...all].map((each) => each?.active)]
      : all.filter((each) => each.scope === scope).map((each) => each.active);
  return [...new Set(workers.filter((worker) => worker != null))];
}
