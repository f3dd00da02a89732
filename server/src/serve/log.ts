/** What happens to the server itself. Requests are not logged: `/metrics` counts them, and addresses are private. */
export interface LogRecord {
  readonly level: 'info' | 'warning' | 'error';
  /** Stable: `started`, `anonymous`, `proxy-undeclared`, `stopping`, `stopped`, `store-failing`, `store-recovered`, `retention`, `retention-failed`. */
  readonly event: string;
  readonly [more: string]: unknown;
}

export type Log = (record: LogRecord) => void;

/** One line of JSON per record, with its time. */
export function jsonLog(write: (line: string) => void): Log {
  return (record) => write(`${JSON.stringify({ time: new Date().toISOString(), ...record })}\n`);
}

/** The records of one app among several; of the only one, which has no name, as they are. */
export function logOf(log: Log, app: string): Log {
  return app === '' ? log : (record) => log({ ...record, app });
}
