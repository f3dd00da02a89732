import type { PageOptions } from '../start-page.ts';
import { trustedScriptURL } from './trusted-script-url.ts';

/**
 * What a script tag says: `data-worker`, `data-scope` and `data-type` for the registration, `data-record="false"` and
 * `data-wake="false"`.
 */
export function optionsOf(script: Element | null): PageOptions {
  const { worker, scope, type, record, wake } = (script as HTMLElement | null)?.dataset ?? {};
  return {
    // What is undefined in here is as good as absent, to the platform as to us.
    ...({ worker: worker && { url: trustedScriptURL(worker), scope, type } } as PageOptions),
    record: record !== 'false',
    wake: wake !== 'false',
  };
}
