// Comlink on the host's own message stream, and over a port that came by it.
import * as Comlink from 'comlink';

const api = {
  add: (a, b) => a + b,
  fail: () => {
    throw new TypeError('as told');
  },
};
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', ({ data, ports }) => {
  if (data === 'expose') Comlink.expose(api, ports[0]);
});
