import { describe, expect, it } from 'vitest';
import type { Entry, ReadOptions } from '../log/index.ts';
import type { Place } from './cursor.ts';
import { createSender, type Rest, type SenderParts } from './sender.ts';

type Status = 'lost' | number;

/** A log, its cursor, a clock, and a server that says of each post by its number and its entries what it does with it. */
function around(answer: (post: number, seqs: readonly number[]) => Status) {
  const entries: Entry[] = [];
  const posts: { readonly at: number; readonly seqs: readonly number[]; readonly status: Status }[] = [];
  let time = 1_000_000;
  let place: Place = { seq: 0, at: 0 };
  const parts: SenderParts = {
    options: { url: 'https://reports.example/' },
    from: { context: 'page', origin: 'https://app.example/', scope: '', scriptURL: '' },
    cursor: {
      read: async () => place,
      async write(next) {
        place = structuredClone(next);
      },
      losses: async () => undefined,
    },
    userAgent: 'Test',
    async fetch(_url, init) {
      const seqs = (JSON.parse(String(init?.body)) as { body: Entry }[]).map(({ body }) => body.seq);
      const status = answer(posts.length + 1, seqs);
      posts.push({ at: time, seqs, status });
      if (status === 'lost') throw new TypeError('network');
      return new Response(null, { status });
    },
    read: async ({ after, limit = 1_000 }: ReadOptions) =>
      after === undefined ? entries.slice(-limit) : entries.filter(({ seq }) => seq > after).slice(0, limit),
    now: () => time,
  };
  return {
    entries,
    posts,
    parts,
    place: () => place,
    write(count: number) {
      for (let n = 0; n < count; n += 1) {
        const seq = (entries.at(-1)?.seq ?? 0) + 1;
        const entry = {
          seq,
          id: `e${seq}`,
          time,
          service: 'pushMessaging',
          metadata: {},
          detail: {},
          boot: 'b',
        };
        entries.push({ ...entry, scope: '', scriptURL: '', origin: 'https://app.example/' } as never);
      }
    },
    taken: () => posts.filter(({ status }) => status === 204).flatMap(({ seqs }) => seqs),
    /** Rounds, each when the last one has waited, until nothing is left or `milliseconds` are over. */
    async sendFor(milliseconds: number, sender = createSender(parts)) {
      const end = time + milliseconds;
      let rest: Rest = { state: 'done' };
      do {
        rest = await sender.send(() => true);
        if (rest.state === 'wait') time = rest.until;
      } while (rest.state === 'wait' && time < end);
      return { rest, counts: sender.counts };
    },
  };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a server that refuses everything, and is well again', () => {
  const SICK: readonly Status[] = [400, 413, 415, 500, 'lost'];

  it.each(SICK)('%s: between any two posts, nothing is lost and nothing is sent twice', async (status) => {
    for (const count of [1, 2, 3, 5, 101]) {
      for (let ill = 0; ill <= 24; ill += 1) {
        const { write, sendFor, taken, place } = around((post) => (post <= ill ? status : 204));
        write(count);
        const { rest, counts } = await sendFor(DAY);
        expect(rest.state).toBe('done');
        // It does not go in order: what was refused alone comes after the one that was taken.
        expect(
          taken().sort((a, b) => a - b),
          `${count} entries, ${ill} refused posts`,
        ).toEqual(upTo(count));
        expect(counts).toMatchObject({ sent: count, kept: 0 });
        expect(place().seq).toBe(count);
      }
    }
  });

  it('loses nothing when it is left in the midst of it, at any post', async () => {
    for (let ill = 0; ill <= 20; ill += 1) {
      for (let left = 1; left <= 20; left += 1) {
        const { write, sendFor, taken, parts, posts } = around((post) => (post <= ill ? 400 : 204));
        write(9);
        // The page goes after so many posts: what it knew is gone with it.
        await createSender(parts).send(() => posts.length < left);
        await sendFor(DAY);
        expect(
          [...new Set(taken())].sort((a, b) => a - b),
          `${ill} refused, left after ${left}`,
        ).toEqual(upTo(9));
      }
    }
  });

  it('loses nothing that is written meanwhile', async () => {
    const { write, sendFor, taken, parts, posts } = around((post) => (post <= 12 ? 400 : 204));
    write(3);
    const sender = createSender({
      ...parts,
      async fetch(...args) {
        if (posts.length < 30) write(1);
        return (parts.fetch as typeof fetch)(...args);
      },
    });
    await sendFor(DAY, sender);
    expect(taken().sort((a, b) => a - b)).toEqual(upTo(33));
  });
});

describe('an entry that the server will not have', () => {
  const BAD = [5, 6, 40, 99, 101];

  it('is given up and counted, once each; all others arrive once', async () => {
    const { write, sendFor, taken, place } = around((_post, seqs) =>
      seqs.some((seq) => BAD.includes(seq)) ? 422 : 204,
    );
    write(130);
    const { counts } = await sendFor(DAY);
    expect(taken().sort((a, b) => a - b)).toEqual(upTo(130).filter((seq) => !BAD.includes(seq)));
    expect(counts).toMatchObject({ sent: 125, kept: 5 });
    expect(place().seq).toBe(130);
  });

  it('is told from the others in a server that has just recovered', async () => {
    for (let ill = 0; ill <= 30; ill += 1) {
      const { write, sendFor, taken } = around((post, seqs) => (post <= ill || seqs.includes(2) ? 400 : 204));
      write(8);
      const { counts } = await sendFor(DAY);
      expect(
        taken().sort((a, b) => a - b),
        `${ill} refused posts`,
      ).toEqual([1, 3, 4, 5, 6, 7, 8]);
      expect(counts).toMatchObject({ sent: 7, kept: 1 });
    }
  });

  it('costs none of its neighbours when it is cleared meanwhile', async () => {
    const { write, sendFor, taken, entries } = around((_post, seqs) => {
      if (seqs.includes(2)) return 400;
      // A person clears what was in doubt, just when the next one is taken.
      if (seqs[0] === 3) entries.splice(1, 1);
      return 204;
    });
    write(6);
    const { counts } = await sendFor(DAY);
    expect(taken()).toEqual([1, 3, 4, 5, 6]);
    expect(counts).toMatchObject({ sent: 5, kept: 0 });
  });

  it('as the newest one waits for another, and is given up then', async () => {
    const { write, sendFor, taken } = around((_post, seqs) => (seqs.includes(3) ? 400 : 204));
    write(3);
    expect((await sendFor(DAY)).rest.state).toBe('wait');
    expect(taken()).toEqual([1, 2]);
    write(1);
    const { rest, counts } = await sendFor(DAY);
    expect([rest.state, counts.kept, taken()]).toEqual(['done', 1, [1, 2, 4]]);
  });

  it('that came from the future does not make the log look new', async () => {
    const { write, sendFor, taken, entries } = around((_post, seqs) => (seqs.includes(1) ? 400 : 204));
    write(3);
    entries[2] = { ...(entries[2] as Entry), time: 9_000_000_000 };
    await sendFor(DAY);
    expect(taken().sort()).toEqual([2, 3]);
  });
});

it.each([400, 415, 500])(
  'a server that answers %i for ever is not flooded, and loses nothing',
  async (status) => {
    const { write, sendFor, posts, place } = around(() => status);
    write(198);
    const { counts } = await sendFor(DAY);
    expect(place()).toMatchObject({ seq: 0 });
    expect(counts).toMatchObject({ sent: 0, kept: 0 });
    // One round every five minutes at last, of no more than so many posts.
    for (let hour = 1; hour < 24; hour += 1) {
      const within = posts.filter(({ at }) => at >= hour * HOUR && at < (hour + 1) * HOUR);
      expect(within.length).toBeLessThan(24 * 48);
    }
  },
);
