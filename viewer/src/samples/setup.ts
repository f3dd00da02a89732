import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// The first test of a file loads the viewer, which is a module of its own; and computing what is visible for every
// query takes happy-dom seconds.
configure({ asyncUtilTimeout: 30_000, defaultHidden: true });

// Nobody answers here; whoever needs a server brings one.
globalThis.fetch = () => Promise.reject(new TypeError('There is no network in these tests'));

afterEach(() => {
  cleanup();
  globalThis.localStorage?.clear();
});
