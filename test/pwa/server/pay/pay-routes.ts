import { Hono } from 'hono';

/**
 * A payment handler of our own, found the way browsers find one: the method's URL names its manifest in a `Link`
 * header, that manifest names the app's, and that one the service worker, which the browser installs just in time.
 * https://www.w3.org/TR/payment-method-manifest/
 */
export function payRoutes(): Hono {
  return new Hono()
    .get('/', (context) =>
      context.text('The payment method of the demo.', 200, {
        link: `<${originOf(context.req.url)}/pay/payment-manifest.json>; rel="payment-method-manifest"`,
      }),
    )
    .get('/payment-manifest.json', (context) => {
      const origin = originOf(context.req.url);
      return context.json({
        default_applications: [`${origin}/pay/app.webmanifest`],
        supported_origins: [origin],
      });
    })
    .get('/app.webmanifest', (context) =>
      context.json(
        {
          name: 'Acorn Pay',
          short_name: 'Acorn Pay',
          start_url: '/pay/confirm.html',
          display: 'standalone',
          icons: [{ src: '/icons/pay-192.png', sizes: '192x192', type: 'image/png' }],
          serviceworker: { src: '/pay/sw.js', scope: '/pay/', use_cache: false },
        },
        200,
        { 'content-type': 'application/manifest+json' },
      ),
    );
}

function originOf(url: string): string {
  return new URL(url).origin;
}
