import { Agent, request } from 'node:http';

export interface Load {
  /** Marks of reports that the server has acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** Marks of reports whose post failed or was refused; they may or may not be stored. */
  readonly refused: ReadonlySet<string>;
  readonly statuses: Readonly<Record<string, number>>;
  /** Stops posting; resolves when every open post has ended. */
  stop(): Promise<void>;
}

let marks = 0;

/** Posts batches of reports, each with a mark of its own, over several connections until stopped. */
export function startLoad(
  urls: () => readonly string[],
  options: { connections: number; batch: number },
): Load {
  const acknowledged = new Set<string>();
  const refused = new Set<string>();
  const statuses: Record<string, number> = {};
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * options.connections });
  let going = true;

  async function connection(number: number): Promise<void> {
    for (let turn = 0; going; turn++) {
      const batch = Array.from({ length: 1 + (turn % options.batch) }, () => `m${++marks}`);
      const targets = urls();
      const url = targets[(number + turn) % targets.length] ?? '';
      const status = await post(url, body(batch), agent);
      statuses[status] = (statuses[status] ?? 0) + 1;
      for (const mark of batch) (status === '204' ? acknowledged : refused).add(mark);
      if (status !== '204') await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  const connections = Array.from({ length: options.connections }, (_, number) => connection(number));
  return {
    acknowledged,
    refused,
    statuses,
    async stop() {
      going = false;
      await Promise.all(connections);
      agent.destroy();
    },
  };
}

function body(batch: readonly string[]): string {
  return JSON.stringify(
    batch.map((mark) => ({
      age: 5,
      type: 'csp-violation',
      url: `https://app.example/${mark}`,
      user_agent: 'Mozilla/5.0 Chrome/156.0.0.0',
      body: {
        blockedURL: 'https://cdn.example/a.png',
        effectiveDirective: 'img-src',
        disposition: 'enforce',
      },
    })),
  );
}

/** The answer's status, or the error's code. */
function post(url: string, text: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(
      `${url}/reports`,
      { method: 'POST', agent, timeout: 30_000, headers: { 'content-type': 'application/reports+json' } },
      (response) => {
        response.resume();
        response.once('end', () => resolve(String(response.statusCode)));
        response.once('error', () => resolve('broken'));
      },
    );
    sent.once('timeout', () => sent.destroy(new Error('timeout')));
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(text);
  });
}
