import { expect, test } from 'vitest';
import { ofInstall } from '../samples/of-install.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { knownInstalls } from './known-installs.ts';
import { createLogModel } from './log-model.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const log = sampleLog({ count: 60 }).filter(({ detail }) => detail.report === undefined);
const reports = sampleLog({ count: 200 }).filter(({ detail }) => detail.report !== undefined);

test('each installation with how much it sent, when, by what; a report of the browser is of none', () => {
  const model = createLogModel();
  const known = knownInstalls(model);
  expect(known.now(false).size).toBe(0);
  model.append(ofInstall(log.slice(20, 40), A, '1.0'));
  expect([...known.now(false).keys()]).toEqual([A]);
  model.append(ofInstall(log.slice(40), B, '2.0'));
  model.append(ofInstall(reports, undefined, ''));
  model.append(ofInstall(log.slice(40, 43), undefined, ''));
  model.prepend(ofInstall(log.slice(0, 20), A, '0.9'));
  const now = known.now(false);
  expect(now.get(A)).toEqual({
    id: A,
    count: 40,
    earliest: log[0]?.time,
    latest: log[39]?.time,
    browser: 'Chrome 141',
    app: '1.0',
  });
  expect(now.get(B)).toMatchObject({ count: log.length - 40, app: '2.0' });
  expect(now.get('')?.count).toBe(3);
});

test('what only a part was asked for leaves known what was; all anew does not', () => {
  const model = createLogModel();
  const known = knownInstalls(model);
  model.append([...ofInstall(log, A, '1.0'), ...ofInstall(log, B, '')]);
  known.now(false);
  model.reset();
  model.append(ofInstall(log.slice(0, 5), A, '1.0'));
  expect([...known.now(true)].map(([id, { count }]) => [id, count])).toEqual([
    [A, 5],
    [B, log.length],
  ]);
  model.reset();
  model.append(ofInstall(log.slice(0, 7), A, '1.0'));
  expect([...known.now(false)].map(([id, { count }]) => [id, count])).toEqual([[A, 7]]);
  // The oldest went, and the positions with it.
  model.trim(log[3]?.seq ?? 0);
  model.append(ofInstall(log.slice(7, 9), A, '1.0'));
  expect(known.now(false).get(A)?.count).toBe(9);
});
