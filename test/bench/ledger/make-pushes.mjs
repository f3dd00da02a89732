// Pushes to devices, and what the devices tell of them: the same for the same numbers, so nothing has to be remembered.
import { createHash } from 'node:crypto';

const DAY = 86_400_000;
const CAMPAIGNS = Array.from({ length: 40 }, (_, number) => `campaign-${number}`);
const SERVICES = ['fcm.googleapis.com', 'updates.push.services.mozilla.com', 'web.push.apple.com'];
const PLANS = ['free', 'pro', 'team'];
const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

const hashed = (text) => createHash('sha256').update(text).digest('base64url').slice(0, 22);
/** A number below `of` that looks random, from two others. */
const mixed = (a, b, of) =>
  ((Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)) >>> 0) % of;

export function createPushes({ pushes, devices, now }) {
  const perDevice = Math.ceil(pushes / devices);
  /** When the push was sent: over three and a half days, of which a device may still tell; the first ones first. */
  const timeOf = (index) => now - 3.5 * DAY + Math.floor((index / pushes) * 3.4 * DAY);
  const deviceOf = (index) => index % devices;
  const send = (index) => {
    const refused = mixed(index, 1, 100) < 3;
    return {
      id: `push-${index}`,
      time: timeOf(index),
      service: SERVICES[deviceOf(index) % SERVICES.length],
      device: hashed(`device-${deviceOf(index)}`),
      key: hashed(`key-${index}`),
      ttl: mixed(index, 5, 20) ? 3_600 : 0,
      urgency: 'normal',
      // One campaign for about as many pushes, one after the other.
      campaign: CAMPAIGNS[Math.floor((index / pushes) * CAMPAIGNS.length)],
      labels: { plan: PLANS[mixed(deviceOf(index), 2, 3)], rare: mixed(index, 3, 20_000) ? 'no' : 'yes' },
      bytes: 200,
      ...(refused
        ? { status: 410, reason: 'push subscription has unsubscribed or expired.' }
        : { status: 201 }),
      isRefused: refused,
    };
  };
  /** Four entries, or three where nothing was shown. */
  const entries = (index) => {
    const { time: sent, device, key } = send(index);
    const time = sent + 2_000;
    const number = deviceOf(index);
    const span = `s${index}`;
    const what = mixed(index, 4, 100);
    const outcome = what < 5 ? 'failed' : what < 8 ? 'silent' : 'ok';
    const common = { service: 'pushMessaging', span, install: `install${number}`, app: '2.1.0' };
    const of = (at, body) => ({
      type: 'background-service',
      age: Math.round(Date.now() - at),
      url: 'https://app.example/sw.js',
      user_agent: AGENT,
      body: { id: `${span}-${body.event}`, time: at, instanceId: '', ...common, ...body },
    });
    return [
      of(time, { event: 'Push event dispatched', detail: { phase: 'start' } }),
      ...(outcome === 'ok'
        ? [
            of(time + 20, {
              event: 'Notification displayed',
              service: 'notifications',
              span: `${span}c`,
              parent: span,
              detail: {},
            }),
          ]
        : []),
      of(time + 30, {
        event: 'Push event completed',
        detail: { phase: 'end', outcome, duration: 30, shown: outcome === 'ok' ? 1 : 0 },
      }),
      of(time + 40, { event: 'Push message identified', detail: { device, messageKey: key } }),
    ];
  };
  return { perDevice, send, entries, deviceHash: (number) => hashed(`device-${number}`) };
}

let marks = 0;
/** A plain report: what a page's policy has refused. */
export function plainReport(now) {
  const mark = ++marks;
  return {
    type: 'csp-violation',
    age: mark % 100_000,
    url: `https://app.example/page/${mark}`,
    user_agent: AGENT,
    body: {
      blockedURL: 'https://cdn.example/pixel.png',
      documentURL: `https://app.example/page/${mark}`,
      effectiveDirective: 'img-src',
      disposition: 'enforce',
      originalPolicy: "default-src 'self'; img-src 'self' https://images.example; report-to csp",
      statusCode: 200,
      lineNumber: 40 + (mark % 10),
      sourceFile: 'https://app.example/app.js',
      referrer: '',
      sample: String(now % 10),
    },
  };
}
