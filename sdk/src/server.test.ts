import { expect, it } from 'vitest';
import { openLog, start } from './index.ts';

it('can be imported and called where there is no page', async () => {
  expect(typeof window).toBe('undefined');
  const { log, registration, stop } = start({ worker: '/sw.js', upload: { url: '/reports' } });
  expect(log.state).toBe('no-log');
  expect(await registration).toBeUndefined();
  await expect(openLog().read()).rejects.toMatchObject({ code: 'NO_LOG' });
  expect(await log.worker()).toBeUndefined();
  expect(log.subscribe(() => {})()).toBeUndefined();
  stop();
});
