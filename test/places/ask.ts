import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Question {
  /** As the name of the site, its port included. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** PEM of the authority that is trusted. */
  readonly ca: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Loopback address that the client has. */
  readonly from?: string;
  /** Ends the answer early, given what has come so far. */
  readonly isEnough?: (text: string) => boolean;
}

/** Asks a site of a proxy on this machine over https, with full verification. */
export function ask(question: Question): Promise<Answer> {
  const { host, port, path, ca, method = 'GET', headers = {}, body, from, isEnough } = question;
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false });
    const sent = request(
      {
        ...{ host: '127.0.0.1', port, path, ca, method, agent, timeout: 10_000 },
        servername: host.split(':')[0] ?? '',
        headers: { host, ...headers },
        ...(from !== undefined && { localAddress: from }),
      },
      (response) => {
        let text = '';
        const end = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (!isEnough?.(text)) return;
          end();
          sent.destroy();
        });
        response.once('end', end);
        response.once('error', reject);
      },
    );
    sent.once('timeout', () => sent.destroy(new Error(`TIMEOUT: ${method} ${host}${path}`)));
    sent.once('error', reject);
    sent.end(body);
  });
}
