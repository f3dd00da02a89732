import type { LogModel } from './log-model.ts';

/** Version of the plugin in the worker that started last; undefined where none did within the log. */
export function pluginVersionIn(model: LogModel): string | undefined {
  const started = model.events.find('Worker started');
  if (started === -1) return undefined;
  for (let at = model.high - 1; at >= model.low; at--) {
    const version = model.event.get(at) === started ? model.entry(at).detail.version : undefined;
    if (typeof version === 'string') return version;
  }
  return undefined;
}
