import { guarded, type Stage, type Undo } from '../platform.ts';

/** Ours before the host, or we, patch them. Where the platform is in parts, whoever listens throws: this must not. */
const { addEventListener, removeEventListener } = guarded(() => EventTarget.prototype) ?? ({} as EventTarget);

/**
 * Listens to events of these types until the undo, which is returned, too. What the listener throws would reach the host as an error of its own: it
 * is counted, unless it is to be added `raw`, as it is.
 */
export function listen<E extends Event>(
  { scope, undos_: undos }: Stage,
  types: readonly string[],
  listener: (event: E) => void,
  capture: boolean,
  raw?: boolean,
): Undo {
  const ours = (raw ? listener : (event: E) => guarded(() => listener(event))) as (event: Event) => void;
  // One function for all of them: they are added while a worker starts up.
  for (const type of types) addEventListener.call(scope, type, ours, capture);
  const undo = (): void => {
    for (const type of types) removeEventListener.call(scope, type, ours, capture);
  };
  undos.push(undo);
  return undo;
}
