import type { Route } from './route.ts';

/**
 * What makes a browser install the payment handler of `https://pay.test:PORT/pay` just in time: the payment method's
 * URL leads to its manifest, that to the web app manifest, that to the worker.
 * https://web.dev/articles/setting-up-a-payment-method
 */
export function paymentRoutes(port: number, script = '/pay-sw.js'): Readonly<Record<string, Route>> {
  const handler = `https://pay.test:${port}`;
  const manifest = {
    default_applications: [`${handler}/app.webmanifest`],
    supported_origins: [`https://merchant.test:${port}`],
  };
  const app = {
    name: 'PayApp',
    short_name: 'PayApp',
    start_url: '/',
    icons: [{ src: '/icon.png', sizes: '192x192', type: 'image/png' }],
    // So that a merchant who asks for shipping is asked by this handler in turn.
    payment: { supported_delegations: ['shippingAddress'] },
    serviceworker: { src: script, scope: '/', use_cache: false },
  };
  return {
    '/pay': {
      type: 'text/html',
      body: 'A payment method.',
      headers: { link: `<${handler}/payment-manifest.json>; rel="payment-method-manifest"` },
    },
    '/payment-manifest.json': { type: 'application/json', body: JSON.stringify(manifest) },
    '/app.webmanifest': { type: 'application/manifest+json', body: JSON.stringify(app) },
  };
}
