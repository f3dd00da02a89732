import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from '@offstage/server';

/** Reports that have to be stored: `where` finds them, `is` describes them. Text is a regular expression. */
interface ReportPattern {
  readonly where?: Readonly<Record<string, string>>;
  readonly count?: number;
  readonly is?: Readonly<Record<string, string>>;
  /** They are in so many groups at most. */
  readonly maxGroups?: number;
  /** For how many they stand together. */
  readonly weight?: number;
}

/** What the server counted, in reports. */
type Counts = Readonly<Partial<Record<'received' | 'stored' | 'rejected' | 'duplicates', number>>>;

interface OtherPost {
  /** Says in words what is posted, and what "is answered with" it. */
  readonly what: string;
  /** So many bytes of a body that is no matter. */
  readonly bytes?: number;
  readonly body?: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The refusal is counted by its reason. */
  readonly counted?: boolean;
}

/** A case whose matter is a post. */
export interface PostedCase {
  readonly id: string;
  readonly name: string;
  readonly request: { readonly path: string };
  readonly headers: string;
  readonly body: string;
  readonly bodies?: readonly string[];
  readonly expect: {
    readonly status: number;
    readonly counts?: Counts;
    readonly reports: readonly ReportPattern[];
  };
  /** The same post once more, so much later: a browser that sends again counts each report's age on. */
  readonly again?: { readonly afterMs: number; readonly duplicates: number };
  readonly alsoPost?: readonly OtherPost[];
  readonly runs?: readonly { readonly name?: string; readonly serverOptions?: readonly string[] }[];
}

type Stored = Readonly<Record<string, unknown>>;

/** Nothing there reads as empty text. */
const agrees = (report: Stored, pattern: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(pattern).every(([name, text]) => new RegExp(text).test(`${report[name] ?? ''}`));

/** The same reports, `later` milliseconds older. */
const aged = (body: Buffer, later: number): string =>
  JSON.stringify(
    (JSON.parse(body.toString()) as readonly { readonly age: number }[]).map((report) => ({
      ...report,
      age: report.age + later,
    })),
  );

/** The values after an option of the server's command. */
const given = (options: readonly string[], name: string): readonly string[] =>
  options.flatMap((word, at) => (word === name ? (options[at + 1] ?? []) : []));

/** What `/metrics` says of reports, each counter summed over its reasons. */
function countsIn(metrics: string): Required<Counts> {
  const sum = (name: string): number =>
    [...metrics.matchAll(new RegExp(`^offstage_reports_${name}_total\\S* (\\d+)$`, 'gm'))].reduce(
      (all, [, count]) => all + Number(count),
      0,
    );
  return {
    received: sum('received'),
    stored: sum('stored'),
    rejected: sum('rejected'),
    duplicates: sum('duplicate'),
  };
}

function complaintsAboutReports(
  { where, count, is, maxGroups, weight }: ReportPattern,
  reports: readonly Stored[],
): readonly string[] {
  const found = reports.filter((report) => agrees(report, where));
  const what = JSON.stringify(where ?? {});
  const groups = new Set(found.map(({ group }) => group)).size;
  const weighs = found.reduce((all, report) => all + Number(report.weight), 0);
  return [
    ...(count !== undefined && found.length !== count
      ? [`${found.length} reports instead of ${count}: ${what}`]
      : []),
    ...(maxGroups !== undefined && groups > maxGroups ? [`${groups} groups, not ${maxGroups}: ${what}`] : []),
    ...(weight !== undefined && weighs !== weight
      ? [`they stand for ${weighs}, not ${weight}: ${what}`]
      : []),
    ...found
      .filter((report) => !agrees(report, is))
      .map((report) => `not ${JSON.stringify(is)}: ${JSON.stringify(report).slice(0, 500)}`),
  ];
}

/** Posts the bodies to a server of their own, byte for byte; says what is not as expected of answers, counts and reports. */
export async function playPosted(
  folder: string,
  one: PostedCase,
  serverOptions: readonly string[] = [],
): Promise<readonly string[]> {
  const read = (file: string): Buffer => readFileSync(path.join(folder, file));
  const home = mkdtempSync(path.join(tmpdir(), 'offstage-posted-'));
  const store = path.join(home, 'reports.sqlite');
  const allowOrigins = given(serverOptions, '--allow-origin');
  const server = await startServer({
    store,
    port: 0,
    allowAnonymous: true,
    ...(allowOrigins.length > 0 && { allowOrigins: [...allowOrigins] }),
  });
  const post = async (to: string, headers: Readonly<Record<string, string>>, body: string | Buffer) =>
    (await fetch(server.url + to, { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) }))
      .status;
  const text = async (what: string) => (await fetch(server.url + what)).text();
  const counted = async () => countsIn(await text('/metrics'));
  try {
    const complaints: string[] = [];
    const files = one.bodies ?? [one.body];
    const postAll = async (later = 0): Promise<void> => {
      for (const file of files) {
        const headers = JSON.parse(read(file.replace(/\.body$/, '.headers.json')).toString());
        const status = await post(one.request.path, headers, later ? aged(read(file), later) : read(file));
        if (status !== one.expect.status) complaints.push(`${file} was answered with ${status}`);
      }
    };
    const expectCounts = async (wanted: Counts, when: string): Promise<void> => {
      const counts = await counted();
      for (const [name, count] of Object.entries(wanted))
        if (counts[name as keyof Counts] !== count)
          complaints.push(`${when}: ${name} ${counts[name as keyof Counts]}, not ${count}`);
    };
    const begun = performance.now();
    await postAll();
    if (one.expect.counts) await expectCounts(one.expect.counts, 'posted');
    if (one.again) {
      const { afterMs } = one.again;
      await delay(afterMs);
      const { stored } = await counted();
      // By the clock, as a browser counts: on a busy machine more time has gone by than was waited for.
      await postAll(Math.round(performance.now() - begun));
      await expectCounts({ stored, duplicates: one.again.duplicates }, 'posted again');
    }
    for (const {
      what,
      bytes = 0,
      body = ' '.repeat(bytes),
      path: to,
      headers,
      counted: counts,
    } of one.alsoPost ?? []) {
      const { rejected } = await counted();
      const status = await post(to ?? one.request.path, headers, body);
      const wanted = Number(/answered with (\d+)/.exec(what)?.[1]);
      if (wanted !== status) complaints.push(`${what}: ${status}`);
      if (counts && (await counted()).rejected <= rejected) complaints.push(`${what}: not counted`);
    }
    const { groups }: { groups: readonly Stored[] } = JSON.parse(await text('/api/groups?limit=500'));
    const { reports: plain }: { reports: readonly Stored[] } = JSON.parse(
      await text('/api/reports?limit=500'),
    );
    // A title belongs to a group.
    const titles = new Map(groups.map(({ group, title }) => [group, title]));
    const reports = plain.map((report): Stored => ({ ...report, title: titles.get(report.group) }));
    return [
      ...complaints,
      ...one.expect.reports.flatMap((pattern) => complaintsAboutReports(pattern, reports)),
    ];
  } finally {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  }
}
