import type { Protocol } from '../protocol/connect-protocol.ts';

/** Address that a tab of our own begins with: it reads the log, which needs no network but ours. */
export const OURS = 'about:blank#offstage';

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

// Each target has a network of its own; a sync waits only when its worker's is gone.
const CONCERNED = new Set(['page', 'service_worker', 'worker', 'iframe']);

/** Takes the network from pages and workers alike, those that start meanwhile included, and gives it back. */
export function offlineSwitch(browser: Protocol): (offline: boolean) => Promise<void> {
  let isOffline = false;
  const sessions = new Map<string, string>();
  const set = async (sessionId: string, offline: boolean): Promise<void> => {
    const session = browser.session(sessionId);
    await session.send('Network.enable');
    const conditions = { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', conditions);
  };
  const take = async ({ targetId, type, url }: Target): Promise<void> => {
    if (!CONCERNED.has(type) || sessions.has(targetId) || url === OURS) return;
    const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    sessions.set(targetId, sessionId);
    await set(sessionId, true);
  };
  browser.on<{ targetInfo: Target }>('Target.targetCreated', ({ targetInfo }) => {
    // It may be gone already.
    if (isOffline) take(targetInfo).catch(() => undefined);
  });
  return async (offline) => {
    isOffline = offline;
    if (offline) {
      await browser.send('Target.setDiscoverTargets', { discover: true });
      const { targetInfos } = await browser.send<{ targetInfos: readonly Target[] }>('Target.getTargets');
      await Promise.all(targetInfos.map(take));
      return;
    }
    await browser.send('Target.setDiscoverTargets', { discover: false });
    const taken = [...sessions.values()];
    sessions.clear();
    await Promise.all(
      taken.map(async (sessionId) => {
        // A worker that has stopped has taken its session along; an attached one would live for ever.
        await set(sessionId, false).catch(() => undefined);
        await browser.send('Target.detachFromTarget', { sessionId }).catch(() => undefined);
      }),
    );
  };
}
