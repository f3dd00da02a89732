import https from 'node:https';
import tls from 'node:tls';

/** Leads whatever host an endpoint names to a push service on loopback, whose certificate is of the run alone. */
export function agentTo(service: string): https.Agent {
  const port = Number(new URL(service).port);
  const agent = new https.Agent({ keepAlive: true });
  return Object.assign(agent, {
    createConnection: () =>
      tls.connect({ host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false }),
  });
}
