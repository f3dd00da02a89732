import type { Entry } from '@offstage/sw-plugin/log';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { headOf, rootOf } from './lifetime.ts';
import { createLogModel, type LogModel } from './log-model.ts';

const log = sampleLog({ count: 200 });

function loadedInPieces(entries: readonly Entry[], cut: number): LogModel {
  const model = createLogModel();
  model.append(entries.slice(cut));
  for (let at = cut; at > 0; at -= 13) model.prepend(entries.slice(Math.max(0, at - 13), at));
  return model;
}

/** What a view could see of a model, without its positions. */
function seen(model: LogModel): unknown[] {
  return Array.from({ length: model.size }, (_, index) => {
    const at = model.low + index;
    const life = model.lifetime(at);
    return [
      model.entry(at).id,
      model.standing(at),
      life && model.standingOf(life),
      life && model.entry(headOf(life)).id,
      life && model.entry(headOf(rootOf(life))).id,
      life?.members.map((member) => model.entry(member).id),
      model.events.value(model.event.get(at)),
      model.time.get(at),
    ];
  });
}

test('older entries that come later end up as if they had come first', () => {
  const whole = loadedInPieces(log, 0);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: log.length }), (cut) => {
      const model = loadedInPieces(log, cut);
      expect(model.size).toBe(log.length);
      expect(seen(model)).toEqual(seen(whole));
      expect([model.earliest, model.latest]).toEqual([whole.earliest, whole.latest]);
    }),
    { numRuns: 25 },
  );
});

const one = (part: Partial<Entry>): Entry => ({ ...(log[0] as Entry), detail: {}, ...part });

test('a start without an end is running while its boot is alive, and terminated after', () => {
  const model = createLogModel();
  model.append([one({ id: 'a', span: 's', boot: 'b', detail: { phase: 'start' } })]);
  model.setAlive(new Set(['b']), 0, 1);
  expect(model.standing(0)).toBe('running');
  model.setAlive(new Set(), 0, 1);
  expect(model.standing(0)).toBe('terminated');
  model.append([one({ id: 'z', span: 's', boot: 'b', detail: { phase: 'end', outcome: 'ok' } })]);
  expect(model.standing(0)).toBe('ok');
});

test('who started after the question was no part of the answer', () => {
  const model = createLogModel();
  model.append([one({ id: 'a', span: 'old', time: 1000, boot: 'old', detail: { phase: 'start' } })]);
  const { high } = model;
  model.append([one({ id: 'b', span: 'new', time: 9000, boot: 'new', detail: { phase: 'start' } })]);
  model.setAlive(new Set(), 9000, high);
  expect([model.standing(0), model.standing(1)]).toEqual(['terminated', 'running']);
  model.setAlive(new Set(), 11_000, model.high);
  expect(model.standing(1)).toBe('terminated');
});

test('where nobody knows who is alive, a lifetime has ended when none lasts that long', () => {
  const model = createLogModel();
  model.append([one({ id: 'a', span: 's', time: 1000, detail: { phase: 'start' } })]);
  model.setAlive(undefined, 1000, 1);
  expect(model.standing(0)).toBe('running');
  model.append([one({ id: 'b', time: 1000 + 10 * 60_000 })]);
  expect(model.standing(0)).toBe('terminated');
});

test('parents in a circle do not hang', () => {
  const model = createLogModel();
  model.append([one({ id: 'a', span: 's', parent: 't' }), one({ id: 'b', span: 't', parent: 's' })]);
  const life = model.lifetime(0);
  expect(life && rootOf(life).span).toBe('t');
});

test('any entries whatever are taken', () => {
  const span = fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined });
  const entry = fc.record({
    span,
    parent: span,
    phase: fc.constantFrom('start', 'end', undefined),
    time: fc.double({ noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), fc.nat(40), (made, cut) => {
      const entries = made.map(
        ({ span, parent, phase, time }, index): Entry =>
          one({
            id: String(index),
            time,
            ...(span && { span }),
            ...(parent && { parent }),
            detail: phase ? { phase } : {},
          }),
      );
      const model = loadedInPieces(entries, Math.min(cut, entries.length));
      expect(seen(model)).toHaveLength(entries.length);
    }),
  );
});

test('a reset forgets everything', () => {
  const model = loadedInPieces(log, 50);
  const { epoch } = model;
  model.reset();
  expect([model.size, model.earliest, model.tally({}).count, model.boots.size]).toEqual([0, 0, 0, 0]);
  expect(model.epoch).toBe(epoch + 1);
  expect(model.find(log[0]?.id ?? '')).toBeUndefined();
});

test('what the log no longer has goes, and nothing else: counts, lifetimes, times', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: log.length + 5 }),
      fc.integer({ min: 0, max: log.length }),
      (gone, cut) => {
        const model = loadedInPieces(log, cut);
        const below = (log[0] as Entry).seq + gone;
        model.trim(below);
        const left = log.filter(({ seq }) => seq >= below);
        expect(Array.from({ length: model.size }, (_, at) => model.entry(model.low + at).id)).toEqual(
          left.map(({ id }) => id),
        );
        expect(model.tally({ housekeeping: true }).count).toBe(left.length);
        for (let at = model.low; at < model.high; at++) {
          const life = model.lifetime(at);
          for (const member of life?.members ?? []) expect(member).toBeGreaterThanOrEqual(model.low);
        }
        model.append([one({ id: 'later', seq: 1e6 })]);
        expect(model.find('later')).toBe(model.high - 1);
      },
    ),
    { numRuns: 40 },
  );
});

test('a view that stays open for weeks holds no more than the log does', () => {
  const model = createLogModel();
  const kept = 1000;
  for (let seq = 0; seq < 300_000; seq += kept) {
    model.append(
      Array.from({ length: kept }, (_, at) => one({ id: `${seq + at}`, seq: seq + at, span: `${seq + at}` })),
    );
    model.trim(seq);
  }
  expect(model.size).toBe(kept);
  // Positions do not run away: memory is given back, not only marked as free.
  expect(model.high).toBeLessThan(250_000);
});

test('counts are of what is asked for: by service, kind and origin', () => {
  const model = createLogModel('https://notes.example/');
  const at = { origin: 'https://notes.example/', storageKey: 'https://notes.example/' };
  model.append([
    one({ ...at, service: 'pushMessaging', event: 'Push event dispatched', time: 10 }),
    one({ ...at, service: 'notifications', event: 'Permission state', time: 90 }),
    one({ ...at, service: 'pushMessaging', event: 'x', origin: 'https://other.example/', time: 50 }),
  ]);
  expect(model.tally({ others: false })).toEqual({ count: 1, earliest: 10, latest: 10 });
  expect(model.tally({})).toEqual({ count: 2, earliest: 10, latest: 50 });
  expect(model.tally({ housekeeping: true })).toEqual({ count: 3, earliest: 10, latest: 90 });
});

test('more than 65,536 distinct values stay distinct', () => {
  const model = createLogModel();
  const count = 70_000;
  model.append(Array.from({ length: count }, (_, at) => one({ id: `${at}`, seq: at, event: `event ${at}` })));
  expect(model.events.values.length).toBe(count);
  for (const at of [0, 65_535, 65_536, count - 1])
    expect(model.events.value(model.event.get(at))).toBe(`event ${at}`);
});

test('what was looked at need not be looked at again', () => {
  const model = createLogModel();
  model.append(log.slice(50, 60));
  model.prepend(log.slice(40, 50));
  model.append(log.slice(60, 70));
  const id = (at: number): string => (log[at] as Entry).id;
  for (const at of [41, 49]) expect(model.find(id(at), [0, 10])).toBe(at - 50);
  for (const at of [60, 69]) expect(model.find(id(at), [-10, 10])).toBe(at - 50);
  expect(model.find(id(55), [0, 10])).toBeUndefined();
  expect(model.find(id(55), [-10, 20])).toBeUndefined();
});
