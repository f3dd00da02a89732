/** Browsers that end subscriptions by rules of their own. */
export type PushEngine = 'webkit' | 'firefox';

/** By its push service, which nobody else uses, else by its name. */
export function engineOf(service: string, browser: string): PushEngine | undefined {
  if (service.endsWith('.push.apple.com') || browser === 'Safari') return 'webkit';
  if (service.endsWith('.push.services.mozilla.com') || browser === 'Firefox') return 'firefox';
  return undefined;
}
