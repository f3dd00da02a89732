import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { sampleLog } from '../samples/sample-log.ts';
import { thingFailed } from './thing-failed.ts';

const entry = (event: string, metadata: Readonly<Record<string, string>>): Entry => ({
  ...(sampleLog({ count: 1 })[0] as Entry),
  event,
  metadata,
  detail: {},
});

test.each([
  ['Background Fetch completed', 'Event Type', 'BackgroundFetchFailEvent', 'BackgroundFetchSuccessEvent'],
  ['Payment response', 'Type', 'PAYMENT_HANDLER_INSECURE_NAVIGATION', 'PAYMENT_EVENT_SUCCESS'],
  ['Payment response', 'Type', 'PAYMENT_METHOD_NAME_EMPTY', 'PAYMENT_EVENT_SUCCESS'],
  ['Sync completed', 'Status', 'waitUntil rejected', 'succeeded'],
])('%s: %s is %s, and not %s', (event, member, failed, fine) => {
  expect(thingFailed(entry(event, { [member]: failed }))).toBe(true);
  expect(thingFailed(entry(event, { [member]: fine }))).toBe(false);
  expect(thingFailed(entry(event, {})), 'nothing is claimed of what is not told').toBe(false);
});

test('the same words under another event say nothing', () => {
  expect(thingFailed(entry('Push event completed', { Status: 'waitUntil rejected' }))).toBe(false);
  expect(thingFailed(entry('Background Fetch started', { 'Event Type': 'BackgroundFetchFailEvent' }))).toBe(
    false,
  );
});
