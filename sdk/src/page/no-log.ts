import { OffstageError } from '@offstage/sw-plugin/log';
import type { LogClient } from '../log-client.ts';

const refuse = (): Promise<never> => Promise.reject(new OffstageError('NO_LOG'));
const nothing = (): (() => void) => () => {};

/** What `openLog()` answers where there is no page, e.g. while rendering on a server. */
export function noLog(): LogClient {
  return {
    state: 'no-log',
    onState: nothing,
    read: refuse,
    subscribe: nothing,
    onClear: nothing,
    recording: refuse,
    setRecording: refuse,
    clear: refuse,
    usage: refuse,
    worker: () => Promise.resolve(undefined),
    alive: () => Promise.resolve(undefined),
    close: () => {},
  };
}
