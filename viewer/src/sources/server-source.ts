import { UPLOADED } from './server-entry.ts';
import { type ServerOptions, serverReports } from './server-reports.ts';
import type { Source } from './source.ts';
import { visitServer } from './visit-server.ts';

/**
 * What a server has received: reports as they are, and entries that the SDK uploaded as what they were.
 *
 * @example serverSource({ url: 'https://reports.example', token })
 */
export function serverSource(options: ServerOptions = {}): Source {
  const reports = serverReports(options);
  const url = options.url === undefined ? undefined : new URL(options.url);
  return {
    id: 'server',
    kind: 'server',
    // That of the page itself needs no name.
    name: url === undefined || url.origin === location.origin ? '' : url.host,
    ...(url !== undefined && { url: url.href.replace(/\/+$/, '') }),
    reports,
    open(sink, question) {
      const closed = new AbortController();
      void visitServer(reports, sink, closed.signal, question);
      return () => closed.abort();
    },
    // Uploaded entries share one type, so of the other services none can be removed alone.
    async clear(service) {
      if (service === undefined) return reports.remove({});
      const type = (await reports.counts()).type.map(({ value }) => value).filter((one) => one !== UPLOADED);
      return service === 'reporting' && type.length > 0 ? reports.remove({ type }) : 0;
    },
  };
}
