import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '@offstage/server';

/** Reports of one post that have to be stored: `where` finds them, `is` describes them. Text is a regular expression. */
interface ReportPattern {
  readonly where?: Readonly<Record<string, string>>;
  readonly count?: number;
  readonly is?: Readonly<Record<string, string>>;
}

/** A case whose matter is a post. */
export interface PostedCase {
  readonly id: string;
  readonly name: string;
  readonly request: { readonly path: string };
  readonly headers: string;
  readonly body: string;
  readonly bodies?: readonly string[];
  readonly expect: { readonly status: number; readonly reports: readonly ReportPattern[] };
}

type Stored = Readonly<Record<string, unknown>>;

/** Nothing there reads as empty text. */
const agrees = (report: Stored, pattern: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(pattern).every(([name, text]) => new RegExp(text).test(`${report[name] ?? ''}`));

/** Posts the bodies to a server of their own, byte for byte; says what is not as expected of answers and reports. */
export async function playPosted(folder: string, one: PostedCase): Promise<readonly string[]> {
  const read = (file: string): Buffer => readFileSync(path.join(folder, file));
  const home = mkdtempSync(path.join(tmpdir(), 'offstage-posted-'));
  const store = path.join(home, 'reports.sqlite');
  const server = await startServer({ store, port: 0, allowAnonymous: true });
  try {
    const complaints: string[] = [];
    for (const file of one.bodies ?? [one.body]) {
      const headers = JSON.parse(read(file.replace(/\.body$/, '.headers.json')).toString());
      const { status } = await fetch(server.url + one.request.path, {
        method: 'POST',
        headers,
        body: new Uint8Array(read(file)),
      });
      if (status !== one.expect.status) complaints.push(`${file} was answered with ${status}`);
    }
    const ask = async (what: string) =>
      JSON.parse(await (await fetch(`${server.url}/api/${what}?limit=500`)).text());
    const { groups }: { groups: readonly Stored[] } = await ask('groups');
    const { reports: plain }: { reports: readonly Stored[] } = await ask('reports');
    // A title belongs to a group.
    const titles = new Map(groups.map(({ group, title }) => [group, title]));
    const reports = plain.map((report): Stored => ({ ...report, title: titles.get(report.group) }));
    for (const { where, count, is } of one.expect.reports) {
      const found = reports.filter((report) => agrees(report, where));
      if (count !== undefined && found.length !== count)
        complaints.push(`${found.length} reports instead of ${count}: ${JSON.stringify(where ?? {})}`);
      for (const report of found)
        if (!agrees(report, is))
          complaints.push(`not ${JSON.stringify(is)}: ${JSON.stringify(report).slice(0, 500)}`);
    }
    return complaints;
  } finally {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  }
}
