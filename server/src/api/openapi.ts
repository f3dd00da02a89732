import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { MOST_SENDS, SEND } from '../ledger/send-schema.ts';
import { ANSWERS } from './answers.ts';
import { SCHEMAS as QUERIES, type QueryName } from './query.ts';

/** Of the parameters, what their schemas do not say. */
const WORDS: Readonly<Record<string, string>> = {
  type: 'Alternatives',
  origin: 'Alternatives',
  endpoint: 'Alternatives',
  group: 'Alternatives',
  browser: 'Alternatives',
  os: 'Alternatives',
  app: 'Alternatives: versions of the app, as background-service entries name them',
  scope: 'Alternatives: scope URLs of background-service entries',
  install: 'Alternatives: random ids of installations, as background-service entries name them',
  noise: 'Absent: both',
  from: 'Epoch milliseconds, inclusive',
  to: 'Epoch milliseconds, exclusive',
  text: 'In URL or body, case-insensitive',
  cursor: '`next` of the page before',
  state: 'Alternatives',
  campaign: 'Alternatives',
  label: 'Alternatives: name:value, as the sender labelled it',
  service: 'Alternatives: hosts of push services',
  status: 'Alternatives: HTTP statuses of refusals',
  gone: 'Alternatives: why the subscription is gone',
  finding: 'Alternatives: what the sender is warned of',
  device: 'Alternatives: salted hashes of endpoints',
  reporting: 'Whether the device has ever told anything; absent: both',
  by: 'What to split by: campaign, service, browser, app, status, gone, hour, day, or label:NAME',
  after: 'Id of the last report that the client has',
};

const string = { type: 'string' };
const integer = { type: 'integer' };
const PUSH = {
  type: 'object',
  required: ['subscription'],
  properties: {
    subscription: {
      type: 'object',
      required: ['endpoint', 'keys'],
      properties: {
        endpoint: string,
        keys: {
          type: 'object',
          required: ['p256dh', 'auth'],
          properties: { p256dh: string, auth: string },
        },
      },
    },
    payload: string,
  },
};
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function json(of: GenericSchema): object {
  const {
    $schema: _,
    default: given,
    ...rest
  } = toJsonSchema(of, {
    typeMode: 'output',
    errorMode: 'ignore',
  });
  // Parameters come as lists of text; what stands for a missing one is such a list.
  const [first] = Array.isArray(given) ? given : [];
  if (first === undefined) return rest;
  return { ...rest, default: rest.type === 'integer' ? Number(first) : first };
}

const SENDS = {
  type: 'object',
  required: ['sends'],
  properties: {
    sends: {
      type: 'array',
      maxItems: MOST_SENDS,
      items: toJsonSchema(SEND, { typeMode: 'input', errorMode: 'ignore' }),
    },
  },
};

/** What the API's own parser takes for this query, as parameters. */
function parametersOf(query: QueryName): object[] {
  return Object.entries(QUERIES[query].entries).map(([name, of]) => ({
    name,
    in: 'query',
    schema: json(of),
    ...(WORDS[name] !== undefined && { description: WORDS[name] }),
  }));
}

const errorOf = (description: string): object => ({
  description,
  content: { 'application/json': { schema: schema('ApiError') } },
});

/** The same with what else it may answer. */
function alsoAnswers(of: { readonly responses: object }, more: Readonly<Record<number, string>>): object {
  const also = Object.entries(more).map(([status, description]) => [status, errorOf(description)]);
  return { ...of, responses: { ...of.responses, ...Object.fromEntries(also) } };
}

function operation(
  summary: string,
  query: QueryName | undefined,
  answer: object,
  type = 'application/json',
): { readonly summary: string; readonly parameters: readonly object[]; readonly responses: object } {
  return {
    summary,
    parameters: query === undefined ? [] : parametersOf(query),
    responses: {
      200: { description: 'OK', content: { [type]: { schema: answer } } },
      400: errorOf('A query parameter is wrong'),
      401: errorOf('The token is missing'),
      403: errorOf('The token does not open this'),
      429: errorOf('Too many wrong tokens'),
      503: errorOf('The store cannot be reached'),
    },
  };
}

const RECEIVE = {
  summary: 'What browsers post. Parsed by shape, whatever the content type says.',
  security: [],
  responses: {
    204: { description: 'Durable, or not wanted (filtered, sampled, over the rate)' },
    400: { description: 'No report in it' },
    404: { description: 'No such endpoint' },
    408: { description: 'The body took too long' },
    410: { description: 'The endpoint is retired' },
    413: { description: 'Too large' },
    415: { description: 'No JSON, or an unknown Content-Encoding' },
    503: { description: 'Could not be stored; Retry-After says when to try again' },
  },
};

/** The API as an OpenAPI 3.1 document, at `/api/openapi.json`. Source: https://spec.openapis.org/oas/v3.1.0 */
export const OPENAPI: Readonly<Record<string, unknown>> = {
  openapi: '3.1.0',
  info: { title: 'Offstage server', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
  security: [{ token: [] }],
  paths: {
    '/reports': { post: RECEIVE },
    '/reports/{endpoint}': {
      post: { ...RECEIVE, parameters: [{ name: 'endpoint', in: 'path', required: true, schema: string }] },
    },
    '/api/reports': {
      get: operation('Reports, newest first', 'reports', schema('ReportsPage')),
      delete: operation('Removes what matches', 'filter', schema('Removed')),
    },
    '/api/reports/{id}': {
      get: {
        ...alsoAnswers(operation('One report', undefined, schema('Report')), { 404: 'There is none' }),
        parameters: [{ name: 'id', in: 'path', required: true, schema: integer }],
      },
    },
    '/api/facets': { get: operation('Values to filter by, with counts', 'filter', schema('Facets')) },
    '/api/histogram': { get: operation('Counts over time', 'histogram', schema('Histogram')) },
    '/api/groups': {
      get: operation('The same problems, counted', 'groups', schema('GroupsPage')),
    },
    '/api/endpoints': {
      get: operation('Endpoints that have received something', undefined, schema('Endpoints')),
    },
    '/api/rejections': {
      get: operation('What was no report, since the start', undefined, schema('Rejections')),
    },
    '/api/push': {
      get: alsoAnswers(operation('The key that test pushes are signed with', undefined, schema('PushKey')), {
        404: 'There is no key',
      }),
      post: {
        ...alsoAnswers(
          operation('Sends a test push; needs the full or the send token', undefined, schema('PushAnswer')),
          { 404: 'There is no key to sign it with', 502: 'The push service was not reached' },
        ),
        requestBody: {
          required: true,
          content: { 'application/json': { schema: PUSH } },
        },
      },
    },
    '/api/sends': {
      post: {
        ...alsoAnswers(
          operation(
            'What was handed to push services; needs the full or the send token',
            undefined,
            schema('SendsTaken'),
          ),
          { 408: 'The body took too long', 413: 'Too large', 415: 'An unknown Content-Encoding' },
        ),
        requestBody: {
          required: true,
          content: { 'application/json': { schema: SENDS } },
        },
      },
    },
    '/api/pushes': {
      get: operation('What became of pushes, newest first', 'pushes', schema('PushesPage')),
    },
    '/api/pushes/{key}': {
      get: {
        ...alsoAnswers(
          operation(
            'One push with its steps, by the id of its sender, else the newest with this key',
            undefined,
            schema('PushStory'),
          ),
          { 404: 'There is none' },
        ),
        parameters: [{ name: 'key', in: 'path', required: true, schema: string }],
      },
    },
    '/api/export/pushes': {
      get: operation('One push per line, in order of arrival', 'pushFilter', string, 'application/x-ndjson'),
    },
    '/api/funnel': {
      get: operation('How many pushes are in which state', 'funnel', schema('Funnel')),
    },
    '/api/push-findings': {
      get: operation(
        'Why subscriptions vanished, and what senders are warned of',
        'pushFilter',
        schema('PushFindings'),
      ),
    },
    '/api/export': {
      get: operation('One report per line, oldest first', 'filter', string, 'application/x-ndjson'),
    },
    '/api/stream': {
      get: operation(
        'Server-sent events `report`; resumes by Last-Event-ID',
        'stream',
        string,
        'text/event-stream',
      ),
    },
  },
  components: {
    schemas: Object.fromEntries(Object.entries(ANSWERS).map(([name, of]) => [name, json(of)])),
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
};
