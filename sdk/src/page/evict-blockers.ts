/**
 * Throws pages out of the back/forward cache that were left while they were creating the log: frozen in the middle of
 * that, they keep everybody else from opening it. Their channel is still open, and Chromium evicts a cached page that
 * gets a message on one.
 */
export function evictBlockers(): void {
  try {
    const channel = new BroadcastChannel('offstage');
    channel.postMessage('grew');
    channel.close();
  } catch {
    // No BroadcastChannel: nobody to tell.
  }
}
