import type { StartOptions } from '../start.ts';

/**
 * What a script tag says: `data-worker`, `data-scope` and `data-type` for the registration, `data-upload` for the
 * address that entries are sent to, `data-token` with it, `data-record="false"` and `data-wake="false"`.
 */
export function optionsOf(script: Element | null): StartOptions {
  const { worker, scope, type, upload, token, record, wake } = (script as HTMLElement | null)?.dataset ?? {};
  return {
    ...(worker && {
      worker: { url: worker, ...(scope && { scope }), ...(type && { type: type as WorkerType }) },
    }),
    ...(upload && { upload: { url: upload, ...(token && { token }) } }),
    record: record !== 'false',
    wake: wake !== 'false',
  };
}
