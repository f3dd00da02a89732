import { eventually } from '../kit/src/eventually.ts';

/** A push as the ledger's API tells of it. */
export interface ToldPush {
  readonly id: string;
  readonly campaign: string;
  readonly state: string;
}

interface Funnel {
  readonly total: number;
  readonly states: Readonly<Record<string, number>>;
  readonly notReporting: number;
}

export interface Before {
  readonly pushes: readonly ToldPush[];
  /** Pushes to devices that have never told anything. */
  readonly notReporting: number;
}

/** Questions to the ledger of one server. */
export interface AskedLedger {
  /** What is there now, of which the states are expected to stay as they are. */
  before(): Promise<Before>;
  /**
   * Waits until each campaign, of one push each, has the state that is expected, in the list, in the push's own story and in
   * the funnel, whose sums are right.
   *
   * @param besides what else there is
   */
  is(step: string, states: Readonly<Record<string, string>>, besides?: Partial<Before>): Promise<void>;
  /**
   * Asks again and again from now on. What it returns ends that, and says what was wrong at any moment: sums that are not, news
   * that moved a push back.
   */
  watch(): () => Promise<{ readonly moments: number; readonly wrong: readonly string[] }>;
}

const RANKS: readonly (readonly string[])[] = [
  ['accepted'],
  ['unknown'],
  ['expired'],
  ['replaced'],
  ['received'],
  ['silent', 'failed', 'shown'],
  ['clicked', 'dismissed', 'closed'],
];
const rankOf = (state: string): number => RANKS.findIndex((states) => states.includes(state));
const EVERY = 200;

/** @param timeout milliseconds for each step */
export function askLedger(server: string, token: string, timeout = 60_000): AskedLedger {
  const ask = async <Answer>(pathAndQuery: string): Promise<Answer> => {
    const answer = await fetch(server + pathAndQuery, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`${answer.status} for ${pathAndQuery}`);
    return (await answer.json()) as Answer;
  };
  const pushes = async () =>
    (await ask<{ readonly pushes: readonly ToldPush[] }>('/api/pushes?limit=1000')).pushes;
  const funnel = () => ask<Funnel>('/api/funnel');
  const sumOf = (states: Readonly<Record<string, number>>): number =>
    Object.values(states).reduce((sum, count) => sum + count, 0);

  /** Nothing: it is as expected. */
  const differing = async (
    states: Readonly<Record<string, string>>,
    { pushes: others = [], notReporting = 0 }: Partial<Before>,
  ): Promise<string> => {
    const before = new Map(others.map(({ id, state }) => [id, state]));
    const all = await pushes();
    const listed = all.filter(({ id }) => !before.has(id));
    const moved = all.filter(({ id, state }) => (before.get(id) ?? state) !== state);
    const found = Object.fromEntries(listed.map(({ campaign, state }) => [campaign, state]));
    const wrong = Object.entries(states)
      .filter(([campaign, state]) => found[campaign] !== state)
      .map(([campaign, state]) => `${campaign} is ${found[campaign]}, not ${state}`);
    for (const { campaign, state } of moved) wrong.push(`${campaign} has become ${state}`);
    if (listed.length !== Object.keys(states).length) wrong.push(`${listed.length} pushes`);
    for (const { id, campaign, state } of wrong.length > 0 ? [] : listed) {
      const story = await ask<{ readonly push: ToldPush }>(`/api/pushes/${encodeURIComponent(id)}`);
      if (story.push.state !== state) wrong.push(`the story of ${campaign} says ${story.push.state}`);
    }
    const { states: told, total, notReporting: silent } = await funnel();
    const counts: Record<string, number> = {};
    for (const state of [...Object.values(states), ...before.values()])
      counts[state] = (counts[state] ?? 0) + 1;
    for (const state of new Set([...Object.keys(told), ...Object.keys(counts)]))
      if ((told[state] ?? 0) !== (counts[state] ?? 0)) wrong.push(`${told[state]} ${state} in the funnel`);
    if (sumOf(told) !== total || total !== all.length) wrong.push(`${total} in the funnel`);
    if (silent !== notReporting) wrong.push(`${silent} not reporting`);
    return wrong.join('; ');
  };

  return {
    async before() {
      return { pushes: await pushes(), notReporting: (await funnel()).notReporting };
    },
    async is(step, states, besides = {}) {
      let wrong = '';
      await eventually(
        async () => {
          wrong = await differing(states, besides);
          return wrong === '';
        },
        {
          timeout,
          what: () => `${step}: ${wrong}`,
        },
      );
    },
    watch() {
      const furthest = new Map<string, string>();
      const wrong = new Set<string>();
      let moments = 0;
      let isOver = false;
      const watched = (async () => {
        while (!isOver) {
          const { total, states } = await funnel();
          if (sumOf(states) !== total) wrong.add(`${JSON.stringify(states)} of ${total}`);
          for (const { id, campaign, state } of await pushes()) {
            const before = furthest.get(id) ?? state;
            if (rankOf(state) < rankOf(before)) wrong.add(`${campaign}: ${before}, then ${state}`);
            furthest.set(id, state);
          }
          moments += 1;
          await new Promise((resolve) => setTimeout(resolve, EVERY));
        }
      })();
      return async () => {
        isOver = true;
        await watched;
        return { moments, wrong: [...wrong] };
      };
    },
  };
}
