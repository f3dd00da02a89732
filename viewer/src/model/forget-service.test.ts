import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { forgetService } from './forget-service.ts';
import { createLogModel, type LogModel } from './log-model.ts';

const log = sampleLog({ count: 300 });
const entries = (model: LogModel): readonly Entry[] =>
  Array.from({ length: model.size }, (_, n) => model.entry(model.low + n));

test('one service’s entries go, up to where it was cleared; the others stay as they were', () => {
  const model = createLogModel();
  model.append(log.slice(100));
  model.prepend(log.slice(0, 100));
  const { service } = log[7] as Entry;
  const below = (log[200] as Entry).seq;
  forgetService(model, below, service);
  expect(entries(model)).toEqual(log.filter((entry) => entry.service !== service || entry.seq >= below));
});

test('where nothing of it was shown, nothing changes', () => {
  const model = createLogModel();
  model.append(log);
  const { epoch } = model;
  forgetService(model, 1, 'pushMessaging');
  expect(model.epoch).toBe(epoch);
});
