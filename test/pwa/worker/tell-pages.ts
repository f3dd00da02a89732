/** What the worker tells open pages, on the channel `field-notes`. */
export type WorkerNews =
  | { readonly news: 'notes changed' }
  | { readonly news: 'prompt changed' }
  | { readonly news: 'guide'; readonly state: 'success' | 'fail' | 'abort'; readonly reason: string }
  | { readonly news: 'notification closed' }
  | { readonly news: 'notification clicked'; readonly action: string }
  | { readonly news: 'subscription changed' }
  | { readonly news: 'push'; readonly kind: string };

export function tellPages(news: WorkerNews): void {
  const channel = new BroadcastChannel('field-notes');
  channel.postMessage(news);
  channel.close();
}
