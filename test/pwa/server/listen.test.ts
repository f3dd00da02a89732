import { createServer, get } from 'node:http';
import { expect, test } from 'vitest';
import { close, listen } from './listen.ts';

test('a port that is taken is a refusal that names it', async () => {
  const first = createServer();
  const port = await listen(first, 0);
  await expect(listen(createServer(), port)).rejects.toMatchObject({ code: 'PORT_IN_USE', facts: { port } });
  await close(first);
});

test('an answer that never ends holds the end up for two seconds at most', async () => {
  const server = createServer((_, response) => response.write('for ever'));
  const port = await listen(server, 0);
  await new Promise<void>((resolve) => {
    get({ host: '127.0.0.1', port }, (response) =>
      response.on('error', () => {}).once('data', () => resolve()),
    );
  });
  const start = performance.now();
  await close(server);
  expect(performance.now() - start).toBeGreaterThan(1500);
  expect(performance.now() - start).toBeLessThan(4000);
});
