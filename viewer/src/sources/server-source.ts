import type { Report } from '@offstage/server';
import type { Entry } from '@offstage/sw-plugin/log';
import { readEntry } from './log-file.ts';
import { isServerProblem, type ServerOptions, type ServerReports, serverReports } from './server-reports.ts';
import type { Sink, Source } from './source.ts';

/** The type under which the SDK uploads entries. */
const UPLOADED = 'background-service';
const PAGE = 1000;
/** How many of the newest reports are listed one by one; groups and counts cover all of them, on the server. */
const MOST = 50_000;
const LONGEST_WAIT = 30_000;

/**
 * What a server has received: reports as they are, and entries that the SDK uploaded as what they were.
 *
 * @example serverSource({ url: 'https://reports.example', token })
 */
export function serverSource(options: ServerOptions = {}): Source {
  const reports = serverReports(options);
  return {
    id: 'server',
    kind: 'server',
    name: options.url === undefined ? '' : new URL(options.url).host,
    reports,
    open(sink) {
      const cancel = new AbortController();
      void load(reports, sink, cancel.signal);
      return () => cancel.abort();
    },
    // Uploaded entries share one type, so of the other services none can be removed alone.
    async clear(service) {
      if (service === undefined) return reports.remove({});
      const type = (await reports.types()).filter((one) => one !== UPLOADED);
      return service === 'reporting' && type.length > 0 ? reports.remove({ type }) : 0;
    },
  };
}

async function load(reports: ServerReports, sink: Sink, cancel: AbortSignal): Promise<void> {
  sink.state({ phase: 'loading' });
  let newest = 0;
  try {
    sink.reset();
    let cursor: string | undefined;
    for (let loaded = 0; loaded < MOST; ) {
      const page = await reports.page(loaded === 0 ? 200 : PAGE, cursor);
      if (cancel.aborted) return;
      const entries = page.reports.map(entryOf).reverse();
      if (loaded === 0) {
        newest = page.reports[0]?.id ?? 0;
        sink.append(entries);
        sink.state({ phase: 'live' });
      } else {
        sink.prepend(entries);
      }
      loaded += page.reports.length;
      if (page.next === null) break;
      cursor = page.next;
    }
  } catch (problem) {
    if (cancel.aborted) return;
    const reason = isServerProblem(problem) ? problem.reason : 'server-error';
    sink.state({ phase: 'failed', reason, retry: () => void load(reports, sink, cancel) });
    return;
  }
  await follow(reports, sink, cancel, newest);
}

async function follow(reports: ServerReports, sink: Sink, cancel: AbortSignal, from: number): Promise<void> {
  let last = from;
  for (let wait = 500; !cancel.aborted; wait = Math.min(LONGEST_WAIT, wait * 2)) {
    try {
      for await (const { event, data } of reports.follow(last, cancel)) {
        if (cancel.aborted) return;
        wait = 500;
        if (event === 'ready') sink.state({ phase: 'live' });
        if (event !== 'report') continue;
        const report = JSON.parse(data) as Report;
        last = report.id;
        sink.append([entryOf(report)]);
      }
    } catch {
      // The server was restarted or the network went: the loop asks again from where it was.
    }
    if (cancel.aborted) return;
    sink.state({ phase: 'live', reason: 'reconnecting' });
    await new Promise((done) => setTimeout(done, wait * (0.75 + Math.random() / 2)));
  }
}

/** A stored report as an entry of the log. */
export function entryOf(report: Report): Entry {
  if (report.type === UPLOADED) {
    const entry = readEntry(report.body, report.id);
    if (entry !== undefined) return entry;
  }
  const { id, type, url, origin, body, time, ...received } = report;
  return {
    seq: id,
    id: `report:${id}`,
    time,
    service: 'reporting',
    event: 'Report received',
    instanceId: type,
    metadata: {},
    detail: { report: { type, url, body }, server: received },
    own: true,
    context: 'page',
    boot: '',
    origin: origin === '' ? '' : `${origin}/`,
    storageKey: '',
    scope: '',
    scriptURL: '',
    trusted: true,
  };
}
