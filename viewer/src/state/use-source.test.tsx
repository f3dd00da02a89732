import type { Entry } from '@offstage/sw-plugin/log';
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import type { Sink, Source } from '../sources/source.ts';
import { useSource } from './use-source.ts';

const MOST = 100;

/** A source that hands out its sink, opened by a view that keeps so many entries. */
function opened(kind: Source['kind']): { sink: Sink; current: () => ReturnType<typeof useSource> } {
  let sink: Sink | undefined;
  const source: Source = {
    id: kind,
    kind,
    name: '',
    open(given) {
      sink = given;
      given.state({ phase: 'live' });
      return () => {};
    },
  };
  const { result } = renderHook(() => useSource(source, MOST));
  return { sink: sink as unknown as Sink, current: () => result.current };
}

const log = sampleLog({ count: 1000 });
const idsOf = ({ model }: ReturnType<typeof useSource>): readonly string[] =>
  Array.from({ length: model.size }, (_, index) => model.entry(model.low + index).id);
const idsAt = (from: number, to: number): readonly string[] => log.slice(from, to).map(({ id }: Entry) => id);

test.each(['log', 'server'] as const)('a live view of a %s holds the newest entries and says so', (kind) => {
  const { sink, current } = opened(kind);
  act(() => sink.append(log.slice(0, MOST)));
  expect(idsOf(current())).toEqual(idsAt(0, MOST));
  expect(current().state.bounded).toBeUndefined();
  for (let at = MOST; at < log.length; at++) {
    act(() => sink.append(log.slice(at, at + 1)));
    const ids = idsOf(current());
    // A little more goes at once, and never what is newest.
    expect(ids.length).toBeGreaterThanOrEqual(MOST - MOST / 50);
    expect(ids.length).toBeLessThanOrEqual(MOST);
    expect(ids).toEqual(idsAt(at + 1 - ids.length, at + 1));
  }
  expect(current().state).toMatchObject({ phase: 'live', bounded: MOST });
});

test('one batch that is larger than the bound is bounded too', () => {
  const { sink, current } = opened('log');
  act(() => sink.append(log));
  expect(idsOf(current())).toEqual(idsAt(log.length - (MOST - MOST / 50), log.length));
});

test('a file is shown whole: it does not grow', () => {
  const { sink, current } = opened('file');
  act(() => sink.append(log));
  expect(current().model.size).toBe(log.length);
  expect(current().state.bounded).toBeUndefined();
});
