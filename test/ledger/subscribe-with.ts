/** As `web-push` takes it. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** In the page. */
export async function subscribeWith(key: string): Promise<Subscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return JSON.parse(JSON.stringify(subscription));
}
