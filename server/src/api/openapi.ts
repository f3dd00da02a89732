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

function operation(
  summary: string,
  query: QueryName | undefined,
  answer: object,
  type = 'application/json',
): object {
  const error = (description: string) => ({
    description,
    content: { 'application/json': { schema: schema('ApiError') } },
  });
  return {
    summary,
    parameters: query === undefined ? [] : parametersOf(query),
    responses: {
      200: { description: 'OK', content: { [type]: { schema: answer } } },
      400: error('A query parameter is wrong'),
      401: error('The token is missing'),
      403: error('The token does not open this'),
      429: error('Too many wrong tokens'),
      503: error('The store cannot be reached'),
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
        ...operation('One report', undefined, schema('Report')),
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
      get: operation(
        'The key that test pushes are signed with; 404 without one',
        undefined,
        schema('PushKey'),
      ),
      post: {
        ...operation('Sends a test push; needs the full or the send token', undefined, schema('PushAnswer')),
        requestBody: {
          required: true,
          content: { 'application/json': { schema: PUSH } },
        },
      },
    },
    '/api/sends': {
      post: {
        ...operation(
          'What was handed to push services; needs the full or the send token',
          undefined,
          schema('SendsTaken'),
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
        ...operation(
          'One push with its steps, by the id of its sender, else the newest with this key',
          undefined,
          schema('PushStory'),
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
