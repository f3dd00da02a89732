import type { ApiSchema } from '@offstage/server';
import type { Funnel, Push, PushFindings, PushPage, PushQuestion, PushStory } from './push-api.ts';
import { funnelOf, pushFindingsOf, pushPageOf, pushStoryOf } from './push-schema.ts';
import { entryOfReport } from './server-entry.ts';
import { isServerProblem, type ServerProblem, type ServerReports } from './server-reports.ts';
import { fitting, REPORT } from './server-schema.ts';

/** Fails the type check where the server's answer is no longer what we read of it. */
type Read<Ours, Theirs extends Ours> = Theirs;
type PushesAnswer = ApiSchema['/api/pushes']['$get']['output'];
export type ServersPush = Read<Omit<Push, 'labels'>, PushesAnswer['pushes'][number]>;

/** A server's push ledger. Rejects with `PushProblem`. */
export interface ServerPushes {
  funnel(question: PushQuestion, split: string | undefined, cancel?: AbortSignal): Promise<Funnel>;
  page(question: PushQuestion, cursor: string | undefined, cancel?: AbortSignal): Promise<PushPage>;
  /** @param id of its sender */
  story(id: string, cancel?: AbortSignal): Promise<PushStory>;
  /** Why subscribers vanish, and what senders should know. */
  findings(question: PushQuestion, cancel?: AbortSignal): Promise<PushFindings>;
  /** Where all of them are, as JSON lines; undefined where no link can carry the token. */
  exportLink(question: PushQuestion): string | undefined;
  exported(question: PushQuestion): Promise<Blob>;
}

/** Why there is no answer. */
export interface PushProblem {
  /** `no-ledger`: the server is older than the ledger. `bad-question`: no such filter or time. `bad-answer`: it answered something else. */
  readonly reason: ServerProblem['reason'] | 'no-ledger' | 'no-such-push' | 'bad-question' | 'bad-answer';
  /** What the server said of it, `''` for nothing. */
  readonly said: string;
}

/** Pushes in one answer. */
const PAGE = 200;
/** Characters of a server's message. */
const LONGEST = 500;

/** The push ledger of a server whose reports can be asked for. */
export function serverPushes({ ask, linkTo }: ServerReports): ServerPushes {
  const get = async (path: string, query: object, signal: AbortSignal | null = null): Promise<unknown> => {
    const answer = await ask(path, query, { signal }).catch(async (error: unknown) => {
      throw await problemOf(error);
    });
    return answer.json().catch(() => undefined);
  };
  const read = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw { reason: 'bad-answer', said: '' } satisfies PushProblem;
    return value;
  };
  /** The id of the entry in a report, where it is still stored. */
  const entryIn = async (report: number, cancel?: AbortSignal): Promise<string> => {
    const answer =
      report === 0 ? undefined : await get(`/api/reports/${report}`, {}, cancel).catch(() => undefined);
    const [found] = fitting(REPORT, [answer]);
    return found === undefined ? '' : entryOfReport(found).id;
  };
  return {
    async funnel(question, split, cancel) {
      return read(funnelOf(await get('/api/funnel', { ...question, ...(split && { by: split }) }, cancel)));
    },
    async page(question, cursor, cancel) {
      const query = { ...question, limit: PAGE, ...(cursor !== undefined && { cursor }) };
      return read(pushPageOf(await get('/api/pushes', query, cancel)));
    },
    async story(id, cancel) {
      const answer = await get(`/api/pushes/${encodeURIComponent(id)}`, {}, cancel);
      const { report, ...story } = read(pushStoryOf(answer));
      return { ...story, entry: await entryIn(report, cancel) };
    },
    async findings(question, cancel) {
      return read(pushFindingsOf(await get('/api/push-findings', question, cancel)));
    },
    exportLink: (question) => linkTo('/api/export/pushes', question),
    async exported(question) {
      const answer = await ask('/api/export/pushes', question).catch(async (error: unknown) => {
        throw await problemOf(error);
      });
      return answer.blob();
    },
  };
}

async function problemOf(error: unknown): Promise<PushProblem> {
  if (!isServerProblem(error)) return { reason: 'unreachable', said: '' };
  const { reason, answer } = error;
  const body: unknown = await answer?.json().catch(() => undefined);
  const { code, message } = (body ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  const said = typeof message === 'string' ? message.slice(0, LONGEST) : '';
  if (answer?.status === 400) return { reason: 'bad-question', said };
  if (answer?.status !== 404) return { reason, said };
  return { reason: code === 'NO_SUCH_PUSH' ? 'no-such-push' : 'no-ledger', said };
}
