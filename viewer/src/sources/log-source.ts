import type { LogClient } from '@offstage/sdk';
import type { Entry } from '@offstage/sw-plugin/log';
import type { Sink, Source } from './source.ts';

/** The first read fills a screen; the rest follows in larger pieces while the person already reads. */
const FIRST = 200;
const PIECE = 5000;
/** Reading on at once would keep the page from showing what it has; a frame or two later it is there. Milliseconds. */
const FIRST_LOOK = 50;

/**
 * The log of this origin, through the SDK's client: the newest entries first, then the older ones, then live.
 *
 * @param client as `openLog()` of `@offstage/sdk` gives it; it stays the caller's to close
 */
export function logSource(client: LogClient): Source {
  return {
    id: 'log',
    kind: 'log',
    name: '',
    origin: typeof location === 'undefined' ? '' : `${location.origin}/`,
    open: (sink) => follow(client, sink),
    recording: () => client.recording(),
    setRecording: (service, on) => client.setRecording(service, on),
    clear: (service) => client.clear(service),
    usage: () => client.usage(),
    alive: () => client.alive(),
  };
}

function follow(client: LogClient, sink: Sink): () => void {
  let stopped = false;
  let round = 0;
  let unsubscribe = (): void => {};

  const load = async (): Promise<void> => {
    const mine = ++round;
    const current = (): boolean => !stopped && mine === round;
    unsubscribe();
    sink.state({ phase: 'loading' });
    let batch: readonly Entry[];
    try {
      batch = await client.read({ limit: FIRST });
      if (!current()) return;
      sink.reset();
      sink.append(batch);
      unsubscribe = client.subscribe((added) => sink.append(added), { after: batch.at(-1)?.seq ?? 0 });
      report();
      await new Promise((done) => setTimeout(done, FIRST_LOOK));
      while (batch.length > 0) {
        batch = await client.read({ before: (batch[0] as Entry).seq, limit: PIECE });
        if (!current()) return;
        sink.prepend(batch);
      }
    } catch {
      if (current()) sink.state({ phase: 'failed', reason: 'read-failed', retry: () => void load() });
    }
  };

  const report = (): void => {
    if (!stopped) sink.state({ phase: 'live', reason: client.state });
  };

  const offState = client.onState(report);
  // What went at the old end takes its rows with it: only where nobody can say what is gone, all is loaded anew.
  const offClear = client.onClear((removed) => {
    if (removed && sink.trim) sink.trim(removed.below, removed.service);
    else void load();
  });
  void load();
  return () => {
    stopped = true;
    unsubscribe();
    offState();
    offClear();
  };
}
