/** One parameter of the API, by name. */
const PARAMETERS: Readonly<Record<string, object>> = {
  ...Object.fromEntries(
    ['type', 'origin', 'endpoint', 'group', 'browser'].map((name) => [
      name,
      { schema: { type: 'array', items: { type: 'string' } }, explode: true, description: 'Alternatives' },
    ]),
  ),
  noise: { schema: { enum: ['hide', 'only'] }, description: 'Absent: both' },
  from: { schema: { type: 'number' }, description: 'Epoch milliseconds, inclusive' },
  to: { schema: { type: 'number' }, description: 'Epoch milliseconds, exclusive' },
  text: { schema: { type: 'string', maxLength: 1000 }, description: 'In URL or body, case-insensitive' },
  limit: { schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } },
  cursor: { schema: { type: 'string' }, description: '`next` of the page before' },
  sort: { schema: { enum: ['lastSeen', 'firstSeen', 'count', 'weight'], default: 'lastSeen' } },
  buckets: { schema: { type: 'integer', minimum: 1, maximum: 1000, default: 60 } },
  after: { schema: { type: 'integer' }, description: 'Id of the last report that the client has' },
};

const FILTER = ['type', 'origin', 'endpoint', 'group', 'browser', 'noise', 'from', 'to', 'text'];

const string = { type: 'string' };
const number = { type: 'number' };
const integer = { type: 'integer' };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const nullable = (type: string) => ({ type: [type, 'null'] });
const facet = list(object({ value: string, count: integer }));

const SCHEMAS = {
  Report: object({
    id: integer,
    received: number,
    time: number,
    type: string,
    url: string,
    origin: string,
    endpoint: string,
    userAgent: string,
    browser: string,
    browserVersion: string,
    group: string,
    noise: string,
    weight: number,
    body: {},
  }),
  ReportGroup: object({
    group: string,
    type: string,
    title: string,
    count: integer,
    weight: number,
    firstSeen: number,
    lastSeen: number,
    browsers: list(string),
    noise: string,
    sample: integer,
  }),
  ReportsPage: object({ reports: list(schema('Report')), next: nullable('string') }),
  GroupsPage: object({ groups: list(schema('ReportGroup')), next: nullable('string') }),
  Facets: object({
    total: integer,
    type: facet,
    origin: facet,
    endpoint: facet,
    browser: facet,
    noise: facet,
  }),
  Histogram: object({
    from: number,
    to: number,
    interval: integer,
    buckets: list(
      object({ time: number, count: integer, types: { type: 'object', additionalProperties: integer } }),
    ),
  }),
  Endpoints: object({
    endpoints: list(object({ endpoint: string, count: integer, firstSeen: number, lastSeen: number })),
  }),
  Rejections: object({
    counts: { type: 'object', additionalProperties: integer },
    samples: list(object({ time: number, endpoint: string, reason: string, sample: string })),
  }),
  Removed: object({ removed: integer }),
  ApiError: object({ code: string, message: string }),
};

function operation(
  summary: string,
  parameters: readonly string[],
  answer: object,
  type = 'application/json',
): object {
  const error = (description: string) => ({
    description,
    content: { 'application/json': { schema: schema('ApiError') } },
  });
  return {
    summary,
    parameters: parameters.map((name) => ({ name, in: 'query', ...PARAMETERS[name] })),
    responses: {
      200: { description: 'OK', content: { [type]: { schema: answer } } },
      400: error('A query parameter is wrong'),
      401: error('The token is missing'),
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
      get: operation('Reports, newest first', [...FILTER, 'limit', 'cursor'], schema('ReportsPage')),
      delete: operation('Removes what matches', FILTER, schema('Removed')),
    },
    '/api/reports/{id}': {
      get: {
        ...operation('One report', [], schema('Report')),
        parameters: [{ name: 'id', in: 'path', required: true, schema: integer }],
      },
    },
    '/api/facets': { get: operation('Values to filter by, with counts', FILTER, schema('Facets')) },
    '/api/histogram': { get: operation('Counts over time', [...FILTER, 'buckets'], schema('Histogram')) },
    '/api/groups': {
      get: operation(
        'The same problems, counted',
        [...FILTER, 'limit', 'cursor', 'sort'],
        schema('GroupsPage'),
      ),
    },
    '/api/endpoints': { get: operation('Endpoints that have received something', [], schema('Endpoints')) },
    '/api/rejections': { get: operation('What was no report, since the start', [], schema('Rejections')) },
    '/api/export': {
      get: operation('One report per line, oldest first', FILTER, string, 'application/x-ndjson'),
    },
    '/api/stream': {
      get: operation(
        'Server-sent events `report`; resumes by Last-Event-ID',
        [...FILTER, 'after'],
        string,
        'text/event-stream',
      ),
    },
  },
  components: {
    schemas: SCHEMAS,
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  },
};
