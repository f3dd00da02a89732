import { expect, test } from 'vitest';
import { createLogModel } from '../model/log-model.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { comparable, comparableAt, compare } from './compare.ts';

test('tells what was changed, added and removed, and counts what is equal', () => {
  const before = { title: 'A', actions: [{ action: 'open' }], tag: 'x', data: { n: 1 } };
  const after = { title: 'B', actions: [], data: { n: 1 }, silent: true };
  expect(compare(before, after)).toEqual({
    differences: [
      { path: 'title', before: '"A"', after: '"B"' },
      { path: 'actions[0].action', before: '"open"', after: undefined },
      { path: 'tag', before: '"x"', after: undefined },
      { path: 'actions', before: undefined, after: '[]' },
      { path: 'silent', before: undefined, after: 'true' },
    ],
    same: 1,
  });
});

test('an entry equals itself, and the same at another time', () => {
  for (const entry of sampleLog({ count: 120 })) {
    const later = { ...entry, id: 'later', time: entry.time + 1000, boot: 'other' };
    expect(compare(comparable(entry), comparable(later)).differences).toEqual([]);
  }
});

test('payloads are compared as the JSON that they carry', () => {
  const [entry] = sampleLog({ count: 1 });
  if (entry === undefined) throw new Error('no sample');
  const withPayload = (text: string) => comparable({ ...entry, detail: { payload: { bytes: 9, text } } });
  expect(compare(withPayload('{"a":1,"b":2}'), withPayload('{"b":2,"a":3}')).differences).toEqual([
    { path: 'payload.a', before: '1', after: '3' },
  ]);
});

test('lifetimes are compared by how they went and what happened in them', () => {
  const model = createLogModel();
  model.append(sampleLog({ count: 400 }));
  const pushes = Array.from({ length: model.size }, (_, at) => at).filter(
    (at) => model.entry(at).event === 'Push event dispatched',
  );
  const find = (standing: string): number => pushes.find((at) => model.standing(at) === standing) ?? -1;
  const paths = compare(comparableAt(model, find('ok')), comparableAt(model, find('silent'))).differences.map(
    ({ path, before, after }) => [path, before, after],
  );
  expect(paths).toContainEqual(['outcome', '"ok"', '"silent"']);
  expect(paths.some(([path]) => path?.startsWith('happened'))).toBe(true);
});
