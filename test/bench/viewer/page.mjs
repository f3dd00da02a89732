/** The page that is measured: the viewer over a log in memory that is handed out as the SDK's client does. */
import { logSource, mountViewer } from '@offstage/viewer';
import { sampleLog } from '../../../viewer/src/samples/sample-log.ts';

/** The SDK's client over a log in memory. Entries come out of IndexedDB as copies, a piece at a time. */
function client(entries) {
  const none = () => () => {};
  return {
    state: 'connected',
    onState: none,
    onClear: none,
    subscribe: none,
    async read({ before = entries.length + 1, limit = 1000 }) {
      await new Promise((done) => setTimeout(done));
      const piece = structuredClone(entries.slice(Math.max(0, before - 1 - limit), before - 1));
      if (piece.length === 0) globalThis.benchLoaded = performance.now();
      return piece;
    },
    recording: async () => undefined,
    setRecording: async () => {},
    clear: async () => 0,
    usage: async () => ({ entries: entries.length, bytes: 0, dropped: 0, oldest: undefined }),
    worker: async () => undefined,
    alive: async () => new Set(),
    close() {},
  };
}

globalThis.benchMount = async (count) => {
  const source = { ...logSource(client(sampleLog({ count }))), origin: undefined };
  const start = performance.now();
  mountViewer(document.querySelector('#viewer'), { basename: '/', sources: [source], isolate: 'none' });
  await frameWith(() => document.querySelector('[role=gridcell]'));
  return performance.now() - start;
};

/** Until the next paint after `condition` holds: a message that is sent in a frame arrives right after that frame. */
globalThis.frameWith = (condition) =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    const look = () => {
      if (condition()) port2.postMessage('');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** Types one more letter into the filter; returns after how many milliseconds it was painted. */
globalThis.benchType = async (text) => {
  const input = document.querySelector('.os-filter-input');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const start = performance.now();
  set.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await frameWith(() => true);
  return performance.now() - start;
};

/** Scrolls for a second; returns how many frames took longer than two would. */
globalThis.benchScroll = async () => {
  const grid = document.querySelector('.os-grid');
  const gaps = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < 60; frame++) {
    grid.scrollTop = Math.abs(grid.scrollTop - 173);
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return gaps.filter((gap) => gap > 34).length;
};
