export type Preferences = Readonly<Record<string, string | number | boolean>>;

/**
 * Preferences of a Firefox that takes its pushes from a service on loopback and talks to nobody else.
 *
 * @param pushServer `ws://` URL of the stand-in push service
 * @param workerIdle milliseconds until an idle worker goes (Firefox itself: 30,000)
 */
export const firefoxPreferences = (pushServer: string, workerIdle: number): Preferences => ({
  'dom.push.serverURL': pushServer,
  // Without it the connection is not even tried: "Error retrieving push subscription."
  'dom.push.testing.allowInsecureServerURL': true,
  // The remote agent's own set switches the push connection off.
  'remote.prefs.recommended': false,
  // Milliseconds after a push without a notification until it has cost its share (3 s by default).
  'dom.push.quotaUpdateDelay': 100,
  // Milliseconds until a lost connection is tried again (5 s by default).
  'dom.push.retryBaseInterval': 100,
  // Granted to everybody: the question would wait for ever.
  'permissions.default.desktop-notification': 1,
  'network.dns.localDomains': 'app.test,merchant.test,pay.test',
  // A dead proxy for everything but loopback.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.no_proxies_on': '.test',
  'dom.serviceWorkers.idle_timeout': workerIdle,
  // What has an event under way is left alone: on a busy machine a window takes its time to open.
  'dom.serviceWorkers.idle_extended_timeout': 20_000,
  // The demo's tabs open without a person's click.
  'dom.disable_open_during_load': false,
  // Seconds until collected reports are posted (5 by default).
  'dom.reporting.delivering.timeout': 1,
});
