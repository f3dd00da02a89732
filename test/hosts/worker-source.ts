/** What the host's code sees is kept by `seen()`; the message `observations` asks for it. */
const PRELUDE = `
self.observations = [];
self.seen = (...values) => { observations.push(JSON.parse(JSON.stringify(values))); };
console.error = (...values) => seen('console.error', ...values.map((value) => String(value?.message ?? value)));
addEventListener('error', ({ message }) => seen('error', message));
addEventListener('unhandledrejection', ({ reason }) => seen('unhandled rejection', String(reason)));
addEventListener('message', (event) => {
  if (event.data !== 'observations') return;
  event.stopImmediatePropagation();
  event.ports[0].postMessage(observations);
});`;

const importing = (url: string): string => `importScripts('${url}');`;

/** The script of a host's worker: its parts, and the plugin where the order has it. */
export function workerSource(parts: readonly string[], order: string): string {
  const lines = parts.map((part) => importing(`/parts/${part}`));
  if (order !== 'never') lines.splice(order === 'first' ? 0 : 1, 0, importing('/offstage-sw.js'));
  return [PRELUDE, ...lines].join('\n');
}
