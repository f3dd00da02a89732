import type { WorkerNews } from '../../worker/tell-pages.ts';

/** Calls back with what the worker tells pages. Returns its undo. */
export function onWorkerNews(listener: (news: WorkerNews) => void): () => void {
  const channel = new BroadcastChannel('field-notes');
  channel.addEventListener('message', ({ data }: MessageEvent<WorkerNews>) => listener(data));
  return () => channel.close();
}
