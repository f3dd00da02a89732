// Load generator, in a process of its own: raw sockets, one request at a time on each. Prints one line of JSON.
import { connect } from 'node:net';

const { url, connections, seconds, warmUp, from, batch, addresses, entries } = JSON.parse(process.argv[2]);
const target = new URL(url);
const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const POLICY = "default-src 'self'; img-src 'self' https://images.example; report-to csp";

let marks = 0;
function report() {
  const mark = `${process.pid}-${++marks}`;
  return {
    age: 12,
    body: {
      blockedURL: 'https://cdn.example/pixel.png',
      columnNumber: 12,
      disposition: 'enforce',
      documentURL: `https://app.example/page/${mark}`,
      effectiveDirective: 'img-src',
      lineNumber: 40 + (marks % 10),
      originalPolicy: POLICY,
      referrer: '',
      sample: '',
      sourceFile: 'https://app.example/app.js',
      statusCode: 200,
    },
    type: 'csp-violation',
    url: `https://app.example/page/${mark}`,
    user_agent: AGENT,
  };
}

/** As a worker sends it that uploads. */
function entry() {
  const mark = `${process.pid}-${++marks}`;
  return {
    type: 'background-service',
    age: 12,
    url: 'https://app.example/sw.js',
    user_agent: AGENT,
    body: {
      seq: marks,
      id: mark,
      time: Date.now() - 12,
      service: 'pushMessaging',
      event: 'Push event completed',
      instanceId: '',
      metadata: { Status: 'Success' },
      detail: {
        phase: 'end',
        type: 'push',
        outcome: 'ok',
        duration: 41.2,
        listeners: 1,
        shown: 1,
        payload: { bytes: 120 },
        extensions: [{ method: 'waitUntil', at: 1.2, state: 'fulfilled', settled: 40.9 }],
      },
      span: mark,
      context: 'worker',
      boot: String(process.pid),
      origin: 'https://app.example/',
      storageKey: 'https://app.example/',
      scope: 'https://app.example/',
      scriptURL: 'https://app.example/sw.js',
      trusted: true,
      app: '1.2.3',
      install: (marks % 1000).toString(16).padStart(32, '0'),
    },
  };
}

/** One after the other of so many clients behind a proxy. */
function forwarded() {
  if (addresses === undefined) return '';
  const n = marks % addresses;
  return `X-Forwarded-For: 100.64.${n >> 8}.${n & 255}\r\n`;
}

function request() {
  const body = JSON.stringify(Array.from({ length: batch ?? 1 }, entries ? entry : report));
  return `POST ${target.pathname} HTTP/1.1\r\nHost: ${target.host}\r\n${forwarded()}Content-Type: application/reports+json\r\nUser-Agent: ${AGENT}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const times = [];
const statuses = {};
let measuring = false;
let going = true;

function client() {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: target.hostname,
      port: Number(target.port),
      ...(from && { localAddress: from }),
    });
    socket.setNoDelay(true);
    let sent = 0;
    let head = '';
    const next = () => {
      if (!going) return socket.end();
      head = '';
      sent = performance.now();
      socket.write(request());
    };
    socket.on('connect', next);
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /content-length: (\d+)/i.exec(head.slice(0, end));
      if (length && head.length < end + 4 + Number(length[1])) return;
      const status = head.slice(9, 12);
      if (measuring) {
        times.push(performance.now() - sent);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
      next();
    });
    socket.on('error', reject);
    socket.on('close', resolve);
  });
}

// Whoever wants the figures is gone.
process.on('disconnect', () => process.exit(1));
const clients = Array.from({ length: connections }, client);
setTimeout(() => {
  measuring = true;
  process.send?.('measuring');
}, warmUp * 1000);
setTimeout(
  () => {
    measuring = false;
    going = false;
    process.send?.('measured');
  },
  (warmUp + seconds) * 1000,
);
await Promise.all(clients);
times.sort((a, b) => a - b);
const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
console.log(JSON.stringify({ requests: times.length, p50: at(0.5), p99: at(0.99), max: at(1), statuses }));
process.removeAllListeners('disconnect');
process.disconnect?.();
