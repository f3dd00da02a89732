import { expect, test } from 'vitest';
import { crashContextOf } from './crash-context.ts';

const report = (type: string, body: Record<string, unknown>) => ({ type, url: 'https://a.example/', body });

test('what a page had noted before it crashed, whatever shape it has', () => {
  const crash_report_api = { route: '/notes', build: '42', odd: { a: 1 } };
  expect(crashContextOf(report('crash', { is_top_level: true, crash_report_api }))).toEqual([
    ['route', '/notes'],
    ['build', '42'],
    ['odd', '{"a":1}'],
  ]);
  for (const odd of [undefined, null, 'x', 5, {}, []])
    expect(crashContextOf(report('crash', { crash_report_api: odd }))).toEqual([]);
  expect(crashContextOf(report('deprecation', { crash_report_api }))).toEqual([]);
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`k${at}`, 'v']));
  expect(crashContextOf(report('crash', { crash_report_api: many })).length).toBe(100);
});
