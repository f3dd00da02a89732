// What one client can do to others, and to the server's memory.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { REQUESTS } from './hostile.mjs';
import { usage } from './measure.mjs';

const VICTIM = fileURLToPath(new URL('./victim.mjs', import.meta.url));
const WINDOW = 60;
const PAIRS = 31;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, part) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))];
const round = (value) => Number(value.toFixed(1));

function open(url, onAnswer = () => {}) {
  const { port, hostname } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname });
  socket.on('error', () => {});
  socket.on('data', onAnswer);
  return socket;
}

/** Sends a request; resolves with its status once it is answered or the connection has ended. */
function send(url, request) {
  return new Promise((resolve) => {
    const socket = open(url, (chunk) => {
      resolve(chunk.toString('latin1', 9, 12));
      socket.destroy();
    });
    socket.on('close', () => resolve('closed'));
    socket.setTimeout(500, () => socket.destroy());
    socket.write(request, 'latin1');
  });
}

/** The longest wait of another client, with one hostile request and without, in turn. */
export async function benchWaits(server, only = '') {
  const victim = fork(VICTIM, [JSON.stringify({ url: server.url, from: '127.0.0.2' })]);
  await once(victim, 'message');
  const ask = async () => {
    victim.send('ask');
    return (await once(victim, 'message'))[0];
  };
  const window = async (work) => {
    await ask();
    const done = work?.();
    await pause(WINDOW);
    await done;
    return ask();
  };
  for (let turn = 0; turn < 5; turn++) await window(() => send(server.url, REQUESTS['a thousand reports']));
  const rows = [];
  for (const [attack, request] of Object.entries(REQUESTS).filter(([name]) => name.includes(only))) {
    const quiet = [];
    const attacked = [];
    let status;
    for (let pair = 0; pair < PAIRS; pair++) {
      quiet.push(await window());
      attacked.push(
        await window(async () => {
          status = await send(server.url, request);
        }),
      );
    }
    rows.push({
      attack,
      answer: status,
      'quiet ms': round(at(quiet, 0.5)),
      'A/A ms': round(
        at(
          quiet.slice(1).map((wait, pair) => Math.abs(wait - quiet[pair])),
          0.5,
        ),
      ),
      'attacked ms': round(at(attacked, 0.5)),
      'p90 ms': round(at(attacked, 0.9)),
      'worst ms': round(at(attacked, 1)),
    });
  }
  victim.disconnect();
  return rows;
}

const forwarded = (body, address = '203.0.113.9') =>
  `POST /reports HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${address}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** Sends requests one after the other over each of some connections, for so long. */
async function flood(url, seconds, connections, make) {
  const end = Date.now() + seconds * 1_000;
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise((resolve) => {
          const next = () => (Date.now() > end ? socket.destroy() : socket.write(make()));
          const socket = open(url, next);
          socket.on('connect', next);
          socket.on('close', resolve);
        }),
    ),
  );
}

/** Opens connections and writes to them without ever reading; they end after so long. */
async function unread(url, seconds, connections, text) {
  const sockets = Array.from({ length: connections }, () => open(url));
  for (const socket of sockets) {
    socket.pause();
    const more = () => {
      while (!socket.destroyed && socket.writableLength < 2 ** 20) socket.write(text, 'latin1');
    };
    socket.on('drain', more);
    socket.on('connect', more);
  }
  await pause(seconds * 1_000);
  for (const socket of sockets) socket.destroy();
}

let marks = 0;
const text = (length) => `${++marks}-`.padEnd(length, 'x');

const FILLS = {
  nothing: (url) => flood(url, 4, 1, () => forwarded('{"type":"x"}')),
  'a burst of 60 kB reports, each its own group': (url) =>
    flood(url, 8, 8, () => forwarded(`{"type":"deprecation","body":{"message":"\u20ac${text(59_000)}"}}`)),
  'entries with origins of 8 kB': (url) =>
    flood(url, 8, 8, () =>
      forwarded(
        `{"type":"background-service","age":1,"url":"https://${text(8_000)}/","body":{"id":"${text(50)}"}}`,
      ),
    ),
  'new groups and user agents': (url) =>
    flood(url, 8, 8, () =>
      forwarded(
        `{"type":"${text(90)}","user_agent":"${text(500)}","url":"https://${text(200)}.example/","body":{"message":"${text(300)}"}}`,
      ),
    ),
  'posts whose answers are never read': (url) =>
    unread(url, 8, 1, `POST /reports HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n!`.repeat(1_000)),
  'GET /healthz whose answers are never read, 10 connections': (url) =>
    unread(url, 8, 10, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1_000)),
  '1,000 bodies of 256 kB, one byte short': async (url) => {
    const body = 'x'.repeat(256 * 1024);
    const request = forwarded(body).slice(0, -1);
    const sockets = Array.from({ length: 1_000 }, () => open(url));
    for (const socket of sockets) socket.write(request, 'latin1');
    await pause(12_000);
    for (const socket of sockets) socket.destroy();
  },
  '8,000 connections that say nothing': async (url) => {
    const sockets = Array.from({ length: 8_000 }, () => open(url));
    await pause(8_000);
    for (const socket of sockets) socket.destroy();
  },
};

/** What a client within its limits adds to the server's memory, and what of it stays. `only`: what the attack's name has in it. */
export async function benchMemory(start, only = '') {
  const rows = [];
  for (const [attack, work] of Object.entries(FILLS)) {
    if (!attack.includes(only)) continue;
    const server = await start();
    // As it is after some ordinary work.
    await flood(server.url, 2, 4, () =>
      forwarded(`{"type":"x","url":"https://a.example/${text(20)}"}`, `198.51.100.${marks % 250}`),
    );
    await pause(1_000);
    const before = usage(server.pid).memory;
    let peak = before;
    const looking = setInterval(() => {
      peak = Math.max(peak, usage(server.pid).memory);
    }, 50);
    await work(server.url);
    clearInterval(looking);
    await pause(10_000);
    const after = usage(server.pid).memory;
    rows.push({
      attack,
      'before MB': round(before),
      'peak MB': round(peak),
      'more MB': round(peak - before),
      'after 10 s MB': round(after - before),
    });
    await server.stop();
  }
  return rows;
}
