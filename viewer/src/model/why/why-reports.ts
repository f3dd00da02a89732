import type { LogModel } from '../log-model.ts';
import { type Check, no, unknown, yes } from './check.ts';
import type { Facts, KnownEndpoint } from './facts.ts';
import { newest } from './newest.ts';

/** Why do no reports arrive? */
export function whyReports(model: LogModel, facts: Facts): readonly Check[] {
  const noted = newest(model, ['Reporting endpoints']);
  const listed = noted === undefined ? undefined : model.entry(noted).detail.endpoints;
  const endpoints = facts.endpoints ?? (Array.isArray(listed) ? listed.map(endpointOf) : undefined);
  const at = facts.endpoints === undefined ? noted : undefined;
  return [
    apiCheck(facts),
    headerCheck(endpoints, at),
    ...(endpoints?.length ? [endpointCheck(endpoints, at), httpsCheck(endpoints, at)] : []),
    observedCheck(model),
    answerCheck(facts),
    unknown('sampling', 'onlySender', { next: 'lookSampling' }),
  ];
}

function apiCheck({ api }: Facts): Check {
  if (api === undefined) return unknown('api', 'elsewhere');
  return api ? yes('api', 'apiHere') : no('api', 'apiMissing', 'useOther');
}

function endpointOf(value: unknown): KnownEndpoint {
  const raw = (value ?? {}) as Record<string, unknown>;
  const word = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
  return { name: word('name'), url: word('url'), header: word('header') };
}

function headerCheck(endpoints: readonly KnownEndpoint[] | undefined, at: number | undefined): Check {
  if (endpoints === undefined) return unknown('header', 'elsewhere', { next: 'addHeader' });
  const [first] = endpoints;
  return first === undefined
    ? no('header', 'headerMissing', 'addHeader', { at })
    : yes('header', 'headerThere', { words: first.header, at });
}

/** Without one called `default`, only what names its endpoint is sent: policies, but no crash, deprecation or intervention. */
function endpointCheck(endpoints: readonly KnownEndpoint[], at: number | undefined): Check {
  const names = endpoints.map(({ name }) => name);
  return names.includes('default')
    ? yes('endpoint', 'endpointDefault', { at, words: endpoints.find(({ name }) => name === 'default')?.url })
    : no('endpoint', 'endpointNamed', 'addDefault', {
        at,
        words: [...new Set(names)].join(', ').slice(0, 200),
      });
}

function httpsCheck(endpoints: readonly KnownEndpoint[], at: number | undefined): Check {
  const bad = endpoints.find(({ url }) => !url.startsWith('https:'));
  return bad === undefined
    ? yes('https', 'isHttps', { at })
    : no('https', 'noHttps', 'useHttps', { at, words: bad.url.slice(0, 200) });
}

function observedCheck(model: LogModel): Check {
  const at = newest(model, ['Report observed', 'Report received']);
  return at === undefined
    ? unknown('observed', 'nothingObserved', { next: 'causeReport' })
    : yes('observed', 'observed', { at, words: model.entry(at).instanceId });
}

function answerCheck({ answer, received }: Facts): Check {
  if (answer?.status === 'blocked') return unknown('answer', 'blocked', { next: 'allowPreflight' });
  if (answer?.status !== undefined) {
    const words = `${answer.status} ${answer.url}`.slice(0, 200);
    if (answer.status < 300) return yes('answer', 'takes', { words });
    return answer.status === 410
      ? no('answer', 'gone', 'allowPreflight', { words })
      : no('answer', 'refuses', 'allowPreflight', { words });
  }
  if (answer !== undefined)
    return no('answer', 'unreachable', 'allowPreflight', { words: answer.url.slice(0, 200) });
  if (received !== undefined && received > 0)
    return yes('answer', 'arrivedThere', { words: String(received) });
  return unknown('answer', 'unasked', { next: 'askEndpoint' });
}
