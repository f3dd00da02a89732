import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry, ReadOptions } from '../log/index.ts';
import type { Place } from './cursor.ts';
import type { Losses } from './losses.ts';
import { createSender, type Rest, type Sender, type SenderParts } from './sender.ts';

type Status = 'lost' | number;

/** The same numbers by chance in each run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

beforeEach(() => {
  const random = vi.spyOn(Math, 'random').mockImplementation(seeded(1));
  return () => random.mockRestore();
});

/** A log, its cursor, a clock, and a server that says of each post by its number and its entries what it does with it. */
function around(answer: (post: number, seqs: readonly number[], now: number) => Status) {
  const entries: Entry[] = [];
  const posts: { readonly at: number; readonly seqs: readonly number[]; readonly status: Status }[] = [];
  let time = 1_000_000;
  let place: Place = { seq: 0, at: 0 };
  let losses: Losses | undefined;
  const parts: SenderParts = {
    options: { url: 'https://reports.example/' },
    from: { context: 'page', origin: 'https://app.example/', scope: '', scriptURL: '' },
    cursor: {
      read: async () => place,
      async write(next) {
        place = structuredClone(next);
      },
      losses: async () => losses,
    },
    userAgent: 'Test',
    async fetch(_url, init) {
      const seqs = (JSON.parse(String(init?.body)) as { body: Entry }[]).map(({ body }) => body.seq);
      const status = answer(posts.length + 1, seqs, time);
      posts.push({ at: time, seqs, status });
      if (status === 'lost') throw new TypeError('network');
      return new Response(null, { status });
    },
    read: async ({ after, limit = 1_000 }: ReadOptions) =>
      after === undefined ? entries.slice(-limit) : entries.filter(({ seq }) => seq > after).slice(0, limit),
    now: () => time,
  };
  const stage = {
    entries,
    posts,
    parts,
    place: () => place,
    /** So many entries were never written. */
    lose(unwritten: number) {
      losses = { unwritten, dropped: unwritten, spared: 0, expired: 0, off: [] };
    },
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
    /** An app that goes on: something is written every so often, and sent. */
    async goOn(rounds: number, sender: Sender, every = 10_000) {
      for (let round = 0; round < rounds; round += 1) {
        time += every;
        stage.write(1);
        await stage.sendFor(0, sender);
      }
      return { counts: sender.counts };
    },
  };
  return stage;
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

describe('a server that takes some posts and refuses others, whatever is in them', () => {
  /** By the number of a post, or by the time. */
  const FLAPS: Record<string, (post: number, chance: () => number, now: number) => boolean> = {
    'every other post': (post) => post % 2 === 0,
    'two of three': (post) => post % 3 !== 0,
    'one of three': (post) => post % 3 === 0,
    'three, then takes two': (post) => post % 5 < 3,
    'seven of eight': (post) => post % 8 !== 0,
    'half of them by chance': (_post, chance) => chance() < 0.5,
    'most of them by chance': (_post, chance) => chance() < 0.8,
    'few of them by chance': (_post, chance) => chance() < 0.1,
    'in every other second': (_post, _chance, now) => Math.trunc(now / 1_000) % 2 === 0,
    'for a minute of two': (_post, _chance, now) => Math.trunc(now / 60_000) % 2 === 0,
  };

  it.each(Object.entries(FLAPS))(
    '%s: nothing is lost while it does, and then all is there',
    async (_name, flap) => {
      for (let seed = 1; seed <= 20; seed += 1) {
        const chance = seeded(seed * 7_919);
        let well = false;
        const { write, sendFor, goOn, taken, place, entries, parts } = around((post, _seqs, now) =>
          !well && flap(post, chance, now) ? ([400, 413, 422][post % 3] as number) : 204,
        );
        const sender = createSender(parts);
        write(seed * 3);
        await sendFor(60_000, sender);
        await goOn(200, sender, seed * 700);
        well = true;
        await goOn(40, sender, 30_000);
        await sendFor(DAY, sender);
        expect(
          [...new Set(taken())].sort((a, b) => a - b),
          `seed ${seed}`,
        ).toEqual(upTo(entries.length));
        expect(sender.counts).toMatchObject({ sent: entries.length, kept: 0 });
        expect(place().doubts ?? []).toEqual([]);
      }
    },
  );

  it('in a page after the other: each goes on with what the last one left in doubt', async () => {
    const chance = seeded(3);
    let well = false;
    const { write, goOn, sendFor, taken, entries, parts } = around(() =>
      !well && chance() < 0.4 ? 400 : 204,
    );
    for (let visit = 0; visit < 60; visit += 1) {
      write(2);
      await goOn(2, createSender(parts), 20_000);
    }
    well = true;
    await goOn(40, createSender(parts), 30_000);
    await sendFor(DAY);
    expect([...new Set(taken())].sort((a, b) => a - b)).toEqual(upTo(entries.length));
  });
});

describe('an entry that the server will not have', () => {
  const BAD = [5, 6, 40, 99, 101];

  it('is given up and counted, once each, when it was refused at separate times; all others arrive once', async () => {
    const { write, sendFor, goOn, taken, place, posts, parts } = around((_post, seqs) =>
      seqs.some((seq) => BAD.includes(seq)) ? 422 : 204,
    );
    const sender = createSender(parts);
    write(130);
    await sendFor(DAY, sender);
    // The others did not wait for that.
    expect(taken().sort((a, b) => a - b)).toEqual(upTo(130).filter((seq) => !BAD.includes(seq)));
    const { counts } = await goOn(300, sender);
    expect(taken().sort((a, b) => a - b)).toEqual(upTo(430).filter((seq) => !BAD.includes(seq)));
    expect(counts).toMatchObject({ sent: 425, kept: 5 });
    expect(place()).toMatchObject({ seq: 430, doubts: [] });
    for (const seq of BAD) {
      const alone = posts.filter(({ seqs }) => seqs.length === 1 && seqs[0] === seq);
      expect(new Set(alone.map(({ at }) => at)).size).toBeGreaterThanOrEqual(7);
      expect(alone.length).toBeLessThan(40);
    }
  });

  it('is told from the others in a server that has just recovered', async () => {
    for (let ill = 0; ill <= 30; ill += 1) {
      const { write, sendFor, goOn, taken, parts } = around((post, seqs) =>
        post <= ill || seqs.includes(2) ? 400 : 204,
      );
      const sender = createSender(parts);
      write(8);
      await sendFor(DAY, sender);
      const { counts } = await goOn(150, sender);
      expect(
        taken().sort((a, b) => a - b),
        `${ill} refused posts`,
      ).toEqual([1, ...upTo(158).slice(2)]);
      expect(counts).toMatchObject({ sent: 157, kept: 1 });
    }
  });

  it('one of many: how many are in doubt has a bound, and the rest arrives', async () => {
    const { write, goOn, taken, place, parts } = around((_post, seqs) =>
      seqs.some((seq) => seq % 2) ? 400 : 204,
    );
    const sender = createSender(parts);
    write(1_000);
    await goOn(50, sender);
    expect(new Set(taken())).toEqual(new Set(upTo(1_050).filter((seq) => seq % 2 === 0)));
    expect(place().doubts?.length).toBeLessThanOrEqual(200);
    expect(place().seq).toBe(1_050);
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
    const { write, sendFor, goOn, taken, parts } = around((_post, seqs) => (seqs.includes(3) ? 400 : 204));
    const sender = createSender(parts);
    write(3);
    expect((await sendFor(DAY, sender)).rest.state).toBe('wait');
    expect(taken()).toEqual([1, 2]);
    const { counts } = await goOn(150, sender);
    expect([counts.kept, taken()]).toEqual([1, [1, 2, ...upTo(153).slice(3)]]);
  });

  it('that came from the future does not make the log look new', async () => {
    const { write, sendFor, taken, entries } = around((_post, seqs) => (seqs.includes(1) ? 400 : 204));
    write(3);
    entries[2] = { ...(entries[2] as Entry), time: 9_000_000_000 };
    await sendFor(DAY);
    expect(taken().sort()).toEqual([2, 3]);
  });
});

describe('a gap that the server will not have', () => {
  const isGap = (seqs: readonly number[]): boolean => seqs.includes(0);

  it('does not hold up what was recorded, and is given up', async () => {
    const { write, goOn, sendFor, lose, taken, posts, place, parts } = around((_post, seqs) =>
      isGap(seqs) ? 422 : 204,
    );
    const sender = createSender(parts);
    lose(0);
    write(3);
    await sendFor(DAY, sender);
    lose(2);
    const { counts } = await goOn(150, sender);
    expect(taken()).toEqual(upTo(153));
    expect(counts).toMatchObject({ sent: 153, kept: 0 });
    expect(place().gaps).toBeUndefined();
    const times = new Set(posts.filter(({ seqs }) => isGap(seqs)).map(({ at }) => at));
    expect(times.size).toBeGreaterThanOrEqual(7);
    expect(times.size).toBeLessThan(20);
  });

  it('costs no other gap: they are told one by one', async () => {
    let bad = true;
    const told: string[] = [];
    const { write, goOn, sendFor, lose, place, parts } = around((_post, seqs) =>
      isGap(seqs) && bad ? 400 : 204,
    );
    const sender = createSender({
      ...parts,
      async fetch(url, init) {
        const bodies = (JSON.parse(String(init?.body)) as { body: Entry }[]).map(({ body }) => body);
        const gaps = bodies.filter(({ event }) => event === 'Entries lost before upload');
        const answer = await (parts.fetch as typeof fetch)(url, init);
        if (answer.status === 204) told.push(...gaps.map(({ detail }) => String(detail.count)));
        return answer;
      },
    });
    lose(0);
    write(3);
    await sendFor(DAY, sender);
    lose(2);
    await goOn(1, sender, 100);
    lose(5);
    await goOn(1, sender, 100);
    expect(place().gaps?.length).toBe(2);
    bad = false;
    await goOn(20, sender);
    expect(told).toEqual(['2', '3']);
    expect(place().gaps).toBeUndefined();
  });

  it('alone in an idle log is told when the server takes it again', async () => {
    for (let ill = 0; ill < 30; ill += 1) {
      let refusals = ill;
      const { write, goOn, sendFor, lose, taken, place, parts } = around((_post, seqs) =>
        isGap(seqs) && refusals-- > 0 ? 400 : 204,
      );
      const sender = createSender(parts);
      lose(0);
      write(1);
      await sendFor(DAY, sender);
      lose(1);
      await sendFor(DAY, sender);
      await goOn(1, sender);
      expect(taken().filter((seq) => seq)).toEqual([1, 2]);
      expect([place().gaps?.length, taken().includes(0)]).toEqual(
        place().gaps ? [1, false] : [undefined, true],
      );
    }
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
