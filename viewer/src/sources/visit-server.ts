import { parsed } from './parsed.ts';
import type { ReportFilter } from './server-api.ts';
import { entryOfReport } from './server-entry.ts';
import { isServerProblem, type ServerReports } from './server-reports.ts';
import { fitting, REPORT } from './server-schema.ts';
import type { Sink, SourceState } from './source.ts';

/** The first page fills a screen. */
const FIRST = 200;
const PAGE = 1000;
/** So many reports are loaded at first, then as many again as there are; what is older is loaded when it is asked for. */
const STRETCH = 5_000;
const LONGEST_WAIT = 30_000;

/**
 * Loads the newest stretch, newest page first, then follows; offers what is older.
 *
 * @param question what the server is to filter; without it everything comes
 */
export async function visitServer(
  reports: ServerReports,
  sink: Sink,
  closed: AbortSignal,
  question?: ReportFilter,
): Promise<void> {
  let state: SourceState = { phase: 'loading' };
  let back: Pick<SourceState, 'older' | 'progress' | 'cancel'> = {};
  let newest = 0;
  let loaded = 0;
  let lost = 0;
  let cursor: string | null | undefined;

  const tell = (now: SourceState = state): void => {
    state = now;
    if (closed.aborted) return;
    sink.state({
      ...state,
      ...back,
      question,
      ...(lost > 0 && { lost }),
      ...(reports.readOnly && { readOnly: true }),
    });
  };
  const loadPage = async (limit: number): Promise<void> => {
    const page = await reports.page(limit, cursor ?? undefined, question);
    if (closed.aborted) return;
    // What was there before stays until there is something in its place.
    if (cursor === undefined) sink.reset();
    const entries = page.reports.map(entryOfReport).reverse();
    lost += page.lost ?? 0;
    if (cursor === undefined) {
      newest = page.reports[0]?.id ?? 0;
      sink.append(entries);
    } else sink.prepend(entries);
    loaded += entries.length;
    cursor = page.next;
  };
  const loadStretch = async (): Promise<void> => {
    const stop = new AbortController();
    const from = loaded;
    const until = loaded < STRETCH ? STRETCH : 2 * loaded;
    let total = 0;
    try {
      while (cursor !== null && loaded < until && !closed.aborted && !stop.signal.aborted) {
        await loadPage(Math.min(PAGE, until - loaded));
        // Most servers hold less than would be worth a word.
        if (cursor === null || loaded < 5 * PAGE) continue;
        total ||= (await reports.counts(question)).total;
        const progress = (loaded - from) / (until - from);
        back = { progress, cancel: () => stop.abort() };
        tell();
      }
    } finally {
      back = typeof cursor === 'string' ? { older: { loaded, total, load: () => void more() } } : {};
    }
  };
  const more = (): Promise<void> =>
    loadStretch().then(
      () => tell({ phase: 'live' }),
      (problem: unknown) => tell({ phase: 'live', reason: reasonOf(problem) }),
    );

  tell();
  try {
    await loadPage(FIRST);
    tell({ phase: 'live' });
    await loadStretch();
  } catch (problem) {
    back = {};
    tell({
      phase: 'failed',
      reason: reasonOf(problem),
      retry: () => void visitServer(reports, sink, closed, question),
    });
    return;
  }
  tell();
  await follow({ reports, sink, closed, question, tell, onLost: () => lost++ }, newest);
}

const reasonOf = (problem: unknown): 'unauthorized' | 'unreachable' | 'server-error' =>
  isServerProblem(problem) ? problem.reason : 'server-error';

interface Following {
  readonly reports: ServerReports;
  readonly sink: Sink;
  readonly closed: AbortSignal;
  readonly question: ReportFilter | undefined;
  tell(state: SourceState): void;
  onLost(): void;
}

async function follow(following: Following, from: number): Promise<void> {
  const { reports, sink, closed, question, tell, onLost } = following;
  let last = from;
  for (let wait = 500; !closed.aborted; wait = Math.min(LONGEST_WAIT, wait * 2)) {
    try {
      for await (const { event, id, data } of reports.follow(last, closed, question)) {
        if (closed.aborted) return;
        wait = 500;
        if (event === 'ready') tell({ phase: 'live' });
        if (event !== 'report') continue;
        last = Math.max(last, Number(id) || 0);
        const [report] = fitting(REPORT, [parsed(data)]);
        if (report === undefined) {
          onLost();
          tell({ phase: 'live' });
        } else {
          last = report.id;
          sink.append([entryOfReport(report)]);
        }
      }
    } catch (problem) {
      // Asking again would not help; somebody has to do something first.
      if (!closed.aborted && reasonOf(problem) === 'unauthorized') {
        const retry = (): void => void follow(following, last);
        tell({ phase: 'failed', reason: 'unauthorized', retry });
        return;
      }
      // The server was restarted or the network went: the loop asks again from where it was.
    }
    if (closed.aborted) return;
    tell({ phase: 'live', reason: 'reconnecting' });
    await new Promise((done) => setTimeout(done, wait * (0.75 + Math.random() / 2)));
  }
}
