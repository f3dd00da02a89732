import { expect, it } from 'vitest';
import { pageIdentity } from './page-identity.ts';

const location = { origin: 'https://example.com' };
const identityIn = (navigator: object) => pageIdentity({ location, navigator } as unknown as Window);

it('knows the registration as soon as there is one', async () => {
  const registration = {
    scope: 'https://example.com/app/',
    active: { scriptURL: 'https://example.com/sw.js' },
  };
  const identity = identityIn({ serviceWorker: { ready: Promise.resolve(registration) } });
  expect(identity).toMatchObject({
    context: 'page',
    storageKey: 'https://example.com/',
    scope: '',
    scriptURL: '',
  });
  await Promise.resolve();
  expect(identity).toMatchObject({ scope: registration.scope, scriptURL: registration.active.scriptURL });
});

it('has a boot of its own, also without service workers', () => {
  const boots = Array.from({ length: 1_000 }, () => identityIn({}).boot);
  expect(new Set(boots).size).toBe(1_000);
});

it('stays without a registration, and rejects nowhere, where `ready` rejects', async () => {
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', onRejection);
  const identity = identityIn({
    serviceWorker: { ready: Promise.reject(new Error('site data is blocked')) },
  });
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  process.off('unhandledRejection', onRejection);
  expect(identity).toMatchObject({ scope: '', scriptURL: '' });
  expect(rejections).toEqual([]);
});
