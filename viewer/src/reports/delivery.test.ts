import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import type { Report } from '../sources/server-api.ts';
import { entryOfReport } from '../sources/server-entry.ts';
import { joinDeliveries } from './delivery.ts';

const seen = sampleLog({ count: 400 }).filter(({ service }) => service === 'reporting');

const received = (entry: Entry, id: number, after: number, body = entry.detail.report?.body): Report => ({
  id,
  received: entry.time + after,
  time: entry.time + 3,
  type: entry.instanceId,
  url: String(entry.detail.report?.url).replace(/$/, '?stripped=no'),
  origin: 'https://notes.example',
  endpoint: 'default',
  userAgent: '',
  browser: 'Chrome',
  browserVersion: '156',
  group: 'g',
  noise: '',
  weight: 1,
  body,
});

test('each report that was seen is joined with its own arrival', () => {
  const arrived = seen.map((entry, index) => received(entry, index + 1, 900));
  const joined = joinDeliveries(seen, arrived.toReversed());
  expect(joined.size).toBe(seen.length);
  for (const [index, entry] of seen.entries()) {
    expect(joined.get(entry.id)?.report.id).toBe(index + 1);
    expect(joined.get(entry.id)?.delay).toBeCloseTo(900);
  }
});

test('one arrival stands for one report only', () => {
  const [first, , second] = seen as [Entry, Entry, Entry];
  const joined = joinDeliveries([first, { ...second, time: first.time + 5 }], [received(first, 1, 100)]);
  expect([...joined.keys()]).toEqual([first.id]);
});

test('what is far away in time, or about something else, is another report', () => {
  const [entry] = seen as [Entry];
  const late = { ...received(entry, 1, 100), time: entry.time + 3_600_000 };
  const other = received(entry, 2, 100, { effectiveDirective: 'img-src', blockedURL: 'https://x.example/' });
  expect(joinDeliveries([entry], [late, other]).size).toBe(0);
});

test('the names that WebKit and older browsers use are understood', () => {
  const [entry] = seen as [Entry];
  const old = received(entry, 1, 100, {
    'violated-directive': 'script-src-elem',
    'blocked-uri': 'https://cdn.example/a.js',
    'source-file': 'https://notes.example/app.js',
    'line-number': 12,
  });
  expect(joinDeliveries([entry], [old]).size).toBe(1);
});

test('an uploaded entry comes back as what it was', () => {
  const [entry] = sampleLog({ count: 1 }) as [Entry];
  const { seq: _, ...body } = entry;
  const forged = { ...body, detail: { ...body.detail, server: { group: 'forged' } } };
  const back = entryOfReport({
    ...received(seen[0] as Entry, 77, 5),
    type: 'background-service',
    body: forged,
  });
  // What the server knows of it is the server's to say.
  const { server, malformed, ...detail } = back.detail;
  expect(malformed).toEqual({ 'detail.server': { group: 'forged' } });
  expect(server).toMatchObject({ browser: 'Chrome', group: 'g' });
  expect({ ...back, detail }).toEqual({ ...entry, seq: 77 });
});

test('B2: a permissions policy is named differently on both sides; a body that the page was not shown is no other report', () => {
  const seenAs = (type: string, body: object): Entry =>
    ({
      ...(seen[0] as Entry),
      id: type,
      instanceId: type,
      detail: { report: { type, url: 'https://notes.example/', body } },
    }) as Entry;
  const policy = seenAs('permissions-policy-violation', {
    featureId: 'camera',
    sourceFile: 'a.js',
    lineNumber: 3,
  });
  const coep = seenAs('coep', {});
  const posts = [
    received(policy, 1, 100, { policyId: 'camera', sourceFile: 'a.js', lineNumber: 3 }),
    received(coep, 2, 100, { type: 'corp', blockedURL: 'https://other.example/x.png' }),
    received(coep, 3, 100, { type: 'corp', blockedURL: 'https://other.example/y.png' }),
  ];
  const joined = joinDeliveries([policy, coep], posts);
  expect([...joined].map(([id, { report }]) => [id, report.type])).toEqual([
    ['permissions-policy-violation', 'permissions-policy-violation'],
    ['coep', 'coep'],
  ]);
});
