import type { Entry } from '@offstage/sw-plugin/log';

/** A log as a server has it from an installation: with what the server knows of each entry. */
export const ofInstall = (entries: readonly Entry[], install: string | undefined, app: string): Entry[] =>
  entries.map((entry) => ({
    ...entry,
    id: `${install ?? 'nobody'}-${entry.id}`,
    ...(entry.span !== undefined && { span: `${install ?? 'nobody'}-${entry.span}` }),
    detail: {
      ...entry.detail,
      server: {
        received: entry.time,
        endpoint: 'default',
        browser: 'Chrome',
        browserVersion: '141.0.1',
        group: '',
        noise: '',
        app,
        ...(install !== undefined && { install }),
      },
    },
  }));
