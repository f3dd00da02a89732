import { readFile } from 'node:fs/promises';
import { OffstageError } from '../errors.ts';
import type { ShapeOf } from '../shapes.ts';

type Finding = ShapeOf<'PushFinding'>;
type Severity = Finding['severity'];

/** What the command `pushes` is to show. */
export interface PushesAsked {
  readonly url: string;
  readonly token: string | undefined;
  /** Where the server of this machine keeps the token that it has made; only for that server. */
  readonly tokenFile: string | undefined;
  /** As the API takes it. */
  readonly filter: readonly (readonly [name: string, value: string])[];
  readonly json: boolean;
  readonly failOn: Severity | undefined;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const ANSWER = 30_000;
/** Characters of a sender's own text in a line. */
const LONGEST = 60;

/**
 * Writes what became of pushes, why subscriptions vanished and what their senders are warned of. Returns whether there is a
 * finding as severe as `failOn` says. Throws `PUSHES_NOT_READ`.
 */
export async function showPushes(asked: PushesAsked, write: (line: string) => void): Promise<boolean> {
  const token =
    asked.token ?? (asked.tokenFile && (await readFile(asked.tokenFile, 'utf8').catch(() => ''))?.trim());
  const ask = (path: string) => read(asked, path, token || undefined);
  const funnel = (await ask('api/funnel')) as ShapeOf<'Funnel'>;
  const { findings, behind } = (await ask('api/push-findings')) as ShapeOf<'PushFindings'>;
  if (asked.json) for (const finding of findings) write(JSON.stringify(finding));
  else for (const line of linesOf(funnel, findings, behind)) write(line);
  const least = asked.failOn === undefined ? -1 : SEVERITIES.indexOf(asked.failOn);
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= least);
}

async function read({ url, filter }: PushesAsked, path: string, token: string | undefined): Promise<unknown> {
  const address = new URL(path, url.endsWith('/') ? url : `${url}/`);
  for (const [name, value] of filter) address.searchParams.append(name, value);
  const failed = (cause: string) => new OffstageError('PUSHES_NOT_READ', { url, cause });
  const answer = await fetch(address, {
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    // A token is for nobody else.
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER),
  }).catch((error: unknown) => {
    const { cause } = error as { readonly cause?: { readonly code?: string } };
    throw failed(cause?.code ?? String(error));
  });
  if (answer.status === 401 || answer.status === 403)
    throw failed('it wants another token: --token or OFFSTAGE_TOKEN');
  const body = answer.ok ? await answer.json().catch(() => undefined) : undefined;
  if (typeof body !== 'object' || body === null) throw failed(`it answers ${answer.status}`);
  return body;
}

function linesOf(
  funnel: ShapeOf<'Funnel'>,
  findings: readonly Finding[],
  behind: boolean,
): readonly string[] {
  const states = Object.entries(funnel.states).filter(([, count]) => count > 0);
  return [
    `${many(funnel.total, 'push', 'pushes')}${states.length > 0 ? `: ${states.map(([state, count]) => `${count} ${state}`).join(', ')}` : ''}`,
    ...(funnel.notReporting > 0
      ? [`${funnel.notReporting} of them to devices that have never told anything`]
      : []),
    ...(behind ? ['The latest is not in it yet: ask again in a while'] : []),
    ...section('Why subscriptions vanished', findings, 'vanished'),
    ...section('Warnings for senders', findings, 'sending'),
    ...(findings.length === 0 ? ['', 'Nothing found'] : []),
  ];
}

function section(title: string, findings: readonly Finding[], of: Finding['about']): readonly string[] {
  const some = findings.filter(({ about }) => about === of);
  return some.length === 0 ? [] : ['', title, ...some.flatMap(linesOfFinding)];
}

function linesOfFinding(finding: Finding): readonly string[] {
  const {
    severity,
    title,
    rule,
    detail,
    cure,
    doctor,
    pushes,
    devices,
    allDevices,
    first,
    last,
    filter,
    examples,
  } = finding;
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, values]) => values.map((value) => [name, value])),
  );
  return [
    '',
    `${severity.padEnd(8)}${title}  ${rule}`,
    `  ${many(pushes, 'push', 'pushes')}, ${allDevices ? '' : 'at least '}${many(devices, 'device', 'devices')}, ${at(first)} to ${at(last)}`,
    `  ${detail}`,
    `  Next: ${cure}`,
    ...(doctor === '' ? [] : [`  Of one device: offstage doctor SERVER install:ID, ${doctor}`]),
    `  GET /api/pushes?${query}`,
    `  e.g. ${examples.map(plain).join(', ')}`,
  ];
}

function many(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function at(time: number): string {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15
    ? `${new Date(time).toISOString().slice(0, 16)}Z`
    : '?';
}

/** What a sender calls a push, as a terminal may have it. */
function plain(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return visible.length > LONGEST ? `${visible.slice(0, LONGEST)}…` : visible;
}
