import { hash } from 'node:crypto';
import {
  type NewReport,
  type NewSend,
  openStore,
  type PushFilter,
  type SplitBy,
  type Store,
} from '@offstage/server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeReport } from './make-report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Math.floor(Date.now() / HOUR) * HOUR - HOUR;

export const hashed = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

let sends = 0;

export function makeSend(more: Partial<NewSend> = {}): NewSend {
  const { time = NOW, id = `send-${++sends}` } = more;
  return {
    id,
    time,
    received: time,
    service: 'push.example',
    device: hashed('device'),
    key: hashed(id),
    status: 201,
    ...more,
  };
}

/** An uploaded entry as the ingest makes it. */
export function entry(
  time: number,
  body: Readonly<Record<string, unknown>>,
  more: Partial<NewReport> = {},
): NewReport {
  return makeReport({ type: 'background-service', time, app: '1.0', body: { time, ...body }, ...more });
}

/** What a device uploads of a push that it showed. */
export function shownPush(
  { device = '', key = '' }: Pick<NewSend, 'device' | 'key'>,
  time: number,
  { install = 'i1', span = `span-${++sends}`, tag = '' } = {},
): readonly NewReport[] {
  const common = { service: 'pushMessaging', span, install };
  return [
    entry(time, { ...common, event: 'Push event dispatched', detail: {} }),
    entry(time + 10, {
      ...{
        install,
        service: 'notifications',
        event: 'Notification displayed',
        span: `${span}-call`,
        parent: span,
      },
      ...{ instanceId: tag, detail: {} },
    }),
    entry(time + 20, {
      ...common,
      event: 'Push event completed',
      detail: { outcome: 'ok', shown: 1, duration: 20 },
    }),
    entry(time + 30, { ...common, event: 'Push message identified', detail: { device, messageKey: key } }),
  ];
}

/** In one file: the whole promise is to be read at once. What both engines promise of the push ledger. */
export function describeLedger(name: string, setup: () => Promise<string>): void {
  describe(`${name}: push ledger`, () => {
    let url = '';
    let store: Store;
    beforeAll(async () => {
      url = await setup();
      store = await openStore(url);
    });
    afterAll(() => store.close());

    async function fresh(): Promise<void> {
      await store.remove({});
      await store.retain({ before: Date.now() + 10 * DAY });
      expect(await upToDate(() => store.ledger.funnel({}))).toMatchObject({
        total: 0,
        outside: 0,
        notReporting: 0,
      });
    }

    /** Questions wait for what came last for a fifth of a second; a busy machine may need more. */
    const upToDate = <Answer extends { readonly behind: boolean }>(ask: () => Promise<Answer>) =>
      vi.waitFor(
        async () => {
          const answer = await ask();
          expect(answer.behind).toBe(false);
          return answer;
        },
        { timeout: 30_000, interval: 50 },
      );

    /** By the list and by the counts, which have to agree. */
    async function states(filter: PushFilter = {}): Promise<Record<string, string>> {
      await store.ledger.follow();
      const { pushes } = await upToDate(() => store.ledger.pushes({ filter, limit: 1_000 }));
      const funnel = await upToDate(() => store.ledger.funnel(filter));
      expect(funnel.total).toBe(pushes.length);
      for (const [state, count] of Object.entries(funnel.states))
        expect([state, count]).toEqual([state, pushes.filter(({ push }) => push.state === state).length]);
      return Object.fromEntries(pushes.map(({ push: { id, state } }) => [id, state]));
    }

    test('counts a send once, whoever tells it when', async () => {
      await fresh();
      const all = Array.from({ length: 300 }, (_, index) => makeSend({ id: `x${index}` }));
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, sender) =>
          store.ledger.add(sender % 2 ? all : [...all].reverse(), `${sender}`),
        ),
      );
      expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(300);
      expect(answers.reduce((sum, { known }) => sum + known, 0)).toBe(1_500);
      expect(Object.keys(await states())).toHaveLength(300);
      // Also with another content: the first one counts.
      expect(await store.ledger.add([makeSend({ id: 'x7', status: 410, time: NOW - HOUR })])).toEqual({
        accepted: 0,
        known: 1,
      });
      expect((await states()).x7).toBe('accepted');
      expect(await store.ledger.add([])).toEqual({ accepted: 0, known: 0 });
    });

    test('joins what devices tell, in whichever order the halves come', async () => {
      await fresh();
      const [a, b, c] = [makeSend({ id: 'a' }), makeSend({ id: 'b' }), makeSend({ id: 'c' })];
      await store.ledger.add([a]);
      await store.add(shownPush(a, NOW + 1_000));
      // The device's half first, and twice.
      const entries = shownPush(b, NOW + 2_000, { tag: 'b' });
      await store.add(entries);
      expect(await states()).toEqual({ a: 'shown' });
      expect((await store.ledger.funnel({})).outside).toBe(1);
      await store.ledger.add([b, c]);
      await store.add([...entries].reverse());
      expect(await states()).toEqual({ a: 'shown', b: 'shown', c: 'accepted' });
      await store.add([
        entry(NOW + 9_000, {
          install: 'i1',
          span: 'click',
          event: 'Notification clicked',
          instanceId: 'b',
          detail: {},
        }),
      ]);
      expect(await states()).toEqual({ a: 'shown', b: 'clicked', c: 'accepted' });
      expect(await store.ledger.funnel({})).toMatchObject({ total: 3, outside: 0, notReporting: 0 });
      const story = await store.ledger.push('b');
      expect(story?.steps.map(({ step, time }) => [step, time - NOW])).toEqual([
        ['sent', 0],
        ['accepted', 0],
        ['received', 2_000],
        ['shown', 2_010],
        ['clicked', 9_000],
      ]);
      expect(story).toMatchObject({ install: 'i1', push: { id: 'b', browser: 'Chrome', app: '1.0' } });
      expect((await store.get(story?.report ?? 0))?.type).toBe('background-service');
      expect((await store.ledger.push(a.key ?? ''))?.push.id).toBe('a');
      expect(await store.ledger.push('nobody')).toBeUndefined();
      expect(await store.ledger.push('')).toBeUndefined();
    });

    test('filters and splits by every member', async () => {
      await fresh();
      const odd = makeSend({
        id: 'odd',
        time: NOW - 5 * HOUR,
        service: 'other.example',
        campaign: '100%_"sure"',
        labels: { 'a:b': 'c:d', plan: 'Pro' },
        device: hashed('odd'),
        status: 410,
      });
      const plain = makeSend({ id: 'plain', time: NOW + 1, campaign: 'spring', labels: { plan: 'pro' } });
      await store.ledger.add([odd, plain, makeSend({ id: 'bare', time: NOW, device: hashed('bare') })]);
      await store.add(shownPush(plain, NOW + 1_000));
      const ids = async (filter: PushFilter) => Object.keys(await states(filter)).sort();
      expect(await ids({})).toEqual(['bare', 'odd', 'plain']);
      expect(await ids({ state: ['refused', 'shown'] })).toEqual(['odd', 'plain']);
      expect(await ids({ state: [] })).toEqual([]);
      expect(await ids({ campaign: ['100%_"sure"'] })).toEqual(['odd']);
      expect(await ids({ campaign: ['', 'spring'] })).toEqual(['bare', 'plain']);
      expect(await ids({ label: ['plan:pro'] })).toEqual(['plain']);
      expect(await ids({ label: ['plan:Pro'] })).toEqual(['odd']);
      expect(await ids({ label: ['a:b:c:d'] })).toEqual(['odd']);
      expect(await ids({ label: ['plan:', '"plan":"pro"', 'nothing'] })).toEqual([]);
      expect(await ids({ service: ['other.example'] })).toEqual(['odd']);
      expect(await ids({ browser: ['Chrome'] })).toEqual(['plain']);
      expect(await ids({ app: ['1.0'] })).toEqual(['plain']);
      expect(await ids({ status: [410] })).toEqual(['odd']);
      expect(await ids({ device: [hashed('odd'), hashed('bare')] })).toEqual(['bare', 'odd']);
      expect(await ids({ reporting: 'yes' })).toEqual(['plain']);
      expect(await ids({ reporting: 'no', state: ['accepted'] })).toEqual(['bare']);
      expect(await ids({ from: NOW })).toEqual(['bare', 'plain']);
      expect(await ids({ from: NOW, to: NOW + 1 })).toEqual(['bare']);
      expect(await ids({ to: NOW + 1 })).toEqual(['bare', 'odd']);
      expect(await ids({ from: NOW - 6 * HOUR + 1, to: NOW + 2 * HOUR + 1 })).toEqual([
        'bare',
        'odd',
        'plain',
      ]);
      for (const member of ['campaign', 'label', 'service', 'browser', 'app', 'device'] as const)
        expect(await ids({ [member]: ["'; DROP TABLE push_sends; --", 'a\0:b'] })).toEqual([]);
      const split = async (by: SplitBy) =>
        (await store.ledger.funnel({}, by)).rows.map(({ value, total }) => [value, total]);
      expect(await split('service')).toEqual([
        ['push.example', 2],
        ['other.example', 1],
      ]);
      expect(await split('label:plan')).toEqual([
        ['', 1],
        ['Pro', 1],
        ['pro', 1],
      ]);
      expect(await split('hour')).toEqual([
        [String(NOW - 5 * HOUR), 1],
        [String(NOW), 2],
      ]);
      expect((await split('day')).reduce((sum, [, total]) => sum + Number(total), 0)).toBe(3);
      expect((await split('status')).map(([value]) => value)).toEqual(['0', '410']);
      expect(
        (await store.ledger.funnel({}, 'app')).rows.map(({ value, states: of }) => [value, of.shown]),
      ).toEqual([
        ['', 0],
        ['1.0', 1],
      ]);
    });

    test('takes a question with texts that no store holds', async () => {
      await fresh();
      const send = makeSend({ id: 'odd \ufffd', labels: { 'a:b': 'c\ufffd' } });
      await store.ledger.add([send]);
      expect(await store.ledger.push('\0')).toBeUndefined();
      expect(await store.ledger.push('\ud800'.repeat(9_000))).toBeUndefined();
      expect((await store.ledger.push('odd \0'))?.push.id).toBe(send.id);
      const odd: PushFilter = { label: ['\0:\0', 'a:b:c\0', ':'.repeat(129)], campaign: ['\0', ''] };
      expect((await store.ledger.funnel(odd)).total).toBe(1);
      await store.remove({});
    });

    test('pages newest first, and each push once while others arrive', async () => {
      await fresh();
      await store.ledger.add(
        Array.from({ length: 25 }, (_, index) => makeSend({ id: `p${index}`, time: NOW + (index >> 1) })),
      );
      for (const filter of [{}, { service: ['push.example'] }]) {
        const seen: string[] = [];
        let before: { time: number; id: number } | undefined;
        for (;;) {
          const { pushes } = await store.ledger.pushes({ filter, limit: 10, ...(before && { before }) });
          seen.push(...pushes.map(({ push: { id } }) => id));
          before = pushes.at(-1);
          await store.ledger.add([makeSend({ time: NOW + 500 })]);
          if (pushes.length < 10) break;
        }
        const first = seen.filter((id) => id.startsWith('p'));
        expect(first).toEqual(Array.from({ length: 25 }, (_, index) => `p${24 - index}`));
        expect(new Set(seen).size).toBe(seen.length);
      }
      const exported: string[] = [];
      for (let last = 0; ; ) {
        const page = await store.ledger.after(last, 7, { to: NOW + 100 });
        exported.push(...page.map(({ push }) => push.id));
        last = page.at(-1)?.id ?? last;
        if (page.length < 7) break;
      }
      expect(exported).toEqual(Array.from({ length: 25 }, (_, index) => `p${index}`));
    });

    test('forgets what an installation told, and nothing else', async () => {
      await fresh();
      const [a, b] = [makeSend({ id: 'a' }), makeSend({ id: 'b', device: hashed('other') })];
      await store.ledger.add([a, b]);
      await store.add([
        ...shownPush(a, NOW + 1_000),
        ...shownPush(makeSend(), NOW + 2_000),
        ...shownPush(b, NOW + 1_000, { install: 'i2' }),
      ]);
      expect(await states()).toEqual({ a: 'shown', b: 'shown' });
      expect((await store.ledger.funnel({})).outside).toBe(1);
      // Not its entries.
      await store.remove({ install: ['i1'], type: ['csp-violation'] });
      expect(await states()).toEqual({ a: 'shown', b: 'shown' });
      await store.remove({ install: ['i1'] });
      expect(await states()).toEqual({ a: 'accepted', b: 'shown' });
      expect(await store.ledger.funnel({})).toMatchObject({ outside: 0, notReporting: 1 });
      expect((await store.ledger.push('a'))?.steps).toHaveLength(2);
      await store.remove({});
      expect(await states()).toEqual({ a: 'accepted', b: 'accepted' });
    });

    test('tells why subscriptions vanished, and warns senders, by list, counts and story alike', async () => {
      await fresh();
      const seen = makeSend({ id: 'seen', time: NOW - 3 * HOUR });
      const gone = makeSend({ id: 'gone', time: NOW, status: 410, campaign: 'a' });
      const again = makeSend({ id: 'again', time: NOW + HOUR, status: 404, ttl: 0 });
      const limited = { status: 429, service: 'fcm.googleapis.com', retryAfter: 600 };
      const first = makeSend({ id: 'first', time: NOW, device: hashed('b'), ...limited });
      const early = makeSend({ id: 'early', time: NOW + 60_000, device: hashed('b'), ...limited });
      await store.ledger.add([again, early]);
      await store.add([
        ...shownPush(seen, NOW - 3 * HOUR + 1_000),
        entry(NOW - HOUR, {
          ...{ event: 'unregister() fulfilled', service: 'serviceWorker', install: 'i1', detail: {} },
        }),
      ]);
      await store.ledger.add([gone, seen, first]);
      expect(await states({ gone: ['unregistered'] })).toEqual({ gone: 'refused', again: 'refused' });
      expect(await states({ finding: ['after-gone', 'retry-ignored'] })).toEqual({
        ...{ again: 'refused', early: 'refused' },
      });
      const { rows } = await upToDate(() => store.ledger.funnel({}, 'gone'));
      expect(rows.map(({ value, total }) => [value, total])).toEqual([
        ['', 3],
        ['unregistered', 2],
      ]);
      const { findings } = await upToDate(() => store.ledger.findings({}));
      expect(
        findings.map(({ rule, pushes, devices, first: from, last }) => [rule, pushes, devices, from, last]),
      ).toEqual([
        ['chrome-limit', 2, 1, NOW, NOW + 60_000],
        ['gone-unregistered', 2, 1, NOW, NOW + HOUR],
        ['after-gone', 1, 1, NOW + HOUR, NOW + HOUR],
        ['retry-ignored', 1, 1, NOW + 60_000, NOW + 60_000],
        ['ttl-zero', 1, 1, NOW + HOUR, NOW + HOUR],
      ]);
      expect(findings[1]).toMatchObject({ doctor: 'D18', examples: ['again', 'gone'] });
      // Asked for between two minutes, and of a device.
      const narrow = { from: NOW + 1, to: NOW + HOUR };
      const some = (await upToDate(() => store.ledger.findings(narrow))).findings;
      expect(some.map(({ rule, pushes }) => [rule, pushes])).toEqual([
        ['chrome-limit', 1],
        ['retry-ignored', 1],
      ]);
      const ofDevice = await upToDate(() => store.ledger.findings({ device: [hashed('b')] }));
      expect(ofDevice.findings.map(({ rule }) => rule)).toEqual(['chrome-limit', 'retry-ignored']);
      expect((await store.ledger.push('gone'))?.gone).toMatchObject({
        ...{ reason: 'unregistered', since: NOW, alive: NOW - 3 * HOUR + 1_030, install: 'i1' },
        evidence: [{ time: NOW - HOUR, what: 'unregister() was called', report: expect.any(Number) }],
      });
      expect((await store.ledger.push('seen'))?.gone).toBeNull();
      await store.remove({ install: ['i1'] });
      expect(await states({ gone: ['not-reporting'] })).toEqual({ gone: 'refused', again: 'refused' });
      await store.retain({ before: NOW + DAY });
      expect((await upToDate(() => store.ledger.findings({}))).findings).toEqual([]);
    });

    test('keeps by age, with what devices told', async () => {
      await fresh();
      const old = makeSend({ id: 'old', time: NOW - 5 * DAY });
      const recent = makeSend({ id: 'recent', time: NOW });
      await store.ledger.add([old, recent]);
      await store.add([...shownPush(old, NOW - 5 * DAY + 1_000), ...shownPush(recent, NOW + 1_000)]);
      await store.add(shownPush(makeSend(), NOW - 5 * DAY));
      expect(await states()).toEqual({ old: 'shown', recent: 'shown' });
      await store.retain({ before: NOW - 2 * DAY });
      expect(await states()).toEqual({ recent: 'shown' });
      expect((await store.ledger.funnel({})).outside).toBe(0);
      expect(await store.ledger.push('old')).toBeUndefined();
      // One that is told of again is new again: nobody remembers it.
      expect(await store.ledger.add([old])).toEqual({ accepted: 1, known: 0 });
    });

    test('keeps by size, whichever is older first', async () => {
      await fresh();
      const reason = 'x'.repeat(250);
      for (let day = 6; day >= 0; day--) {
        await store.ledger.add(
          Array.from({ length: 2_000 }, () =>
            makeSend({ time: NOW - day * DAY, reason, device: hashed(`${day}`) }),
          ),
        );
      }
      await store.add(Array.from({ length: 50 }, () => makeReport({ time: NOW })));
      const full = await store.size();
      await store.retain({ maxBytes: full / 2 });
      expect(await store.size()).toBeLessThanOrEqual(full / 2);
      expect((await store.facets({})).total).toBe(50);
      const { total } = await store.ledger.funnel({});
      expect(total).toBeGreaterThan(1_000);
      expect(total).toBeLessThan(13_000);
      expect((await store.ledger.funnel({ from: NOW })).total).toBe(2_000);
    });

    test('is all there after it was closed and opened', async () => {
      await fresh();
      const a = makeSend({ id: 'kept' });
      await Promise.all([store.ledger.add([a]), store.add(shownPush(a, NOW + 1_000))]);
      await store.close();
      await expect(store.ledger.add([makeSend()])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      store = await openStore(url);
      expect(await states()).toEqual({ kept: 'shown' });
    });

    test('keeps up by itself, without anybody asking', async () => {
      await fresh();
      const a = makeSend({ id: 'alone' });
      await store.ledger.add([a]);
      await store.add(shownPush(a, NOW + 1_000));
      await expect
        .poll(async () => (await store.ledger.after(0, 10, {})).map(({ push }) => push.state), {
          timeout: 30_000,
        })
        .toEqual(['shown']);
    });
  });
}
