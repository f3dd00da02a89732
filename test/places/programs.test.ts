import { afterEach, expect, test, vi } from 'vitest';
import { ensurePrograms } from './programs.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['linux', 'Run: sudo apt-get install -y nginx caddy'],
  ['darwin', 'Run: brew install nginx caddy'],
  ['win32', 'Run: winget install -e --id nginxinc.nginx; winget install -e --id CaddyServer.Caddy'],
])('on %s the error has the one command to run', (platform, command) => {
  // Without apt-get nothing is installed by itself.
  vi.stubEnv('PATH', '');
  const own = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  Object.defineProperty(process, 'platform', { value: platform });
  try {
    expect(() => ensurePrograms({ nginx: ['no-such-nginx'], caddy: ['no-such-caddy'] })).toThrow(
      `MISSING_PROGRAM: nginx, caddy not found. ${command}`,
    );
  } finally {
    Object.defineProperty(process, 'platform', own);
  }
});
