import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ANSWERS } from './answers.ts';
import { OPENAPI } from './openapi.ts';
import { parseQuery, type QueryName, SCHEMAS } from './query.ts';

interface Parameter {
  readonly name: string;
  readonly schema: { readonly type?: string; readonly default?: unknown; readonly enum?: readonly string[] };
}

const { paths, components } = OPENAPI as {
  readonly paths: Record<string, Record<string, { readonly parameters?: readonly Parameter[] }>>;
  readonly components: { readonly schemas: Record<string, { readonly properties?: object }> };
};

/** Of parameters whose type does not say what they look like; a cursor's differs by what is asked. */
const EXAMPLES: Readonly<Record<string, string>> = {
  state: 'shown',
  label: 'plan:pro',
  status: '404',
  gone: 'permission',
  finding: 'ttl-zero',
  by: 'label:plan',
};

test.each([
  ['/api/reports', 'reports'],
  ['/api/groups', 'groups'],
  ['/api/histogram', 'histogram'],
  ['/api/stream', 'stream'],
  ['/api/facets', 'filter'],
  ['/api/pushes', 'pushes'],
  ['/api/export/pushes', 'pushFilter'],
  ['/api/funnel', 'funnel'],
  ['/api/push-findings', 'pushFilter'],
] satisfies [string, QueryName][])('%s: the parameters are those that are parsed', (path, query) => {
  const parameters = paths[path]?.get?.parameters ?? [];
  expect(parameters.map(({ name }) => name)).toEqual(Object.keys(SCHEMAS[query].entries));
  for (const { name, schema } of parameters) {
    const example =
      (path === '/api/pushes' && name === 'cursor' ? '7-7' : EXAMPLES[name]) ??
      schema.enum?.[0] ??
      (schema.type === 'integer' || schema.type === 'number' ? '7' : 'x');
    expect([name, parseQuery(query, new URLSearchParams({ [name]: example }))]).toEqual([
      name,
      { query: expect.anything() },
    ]);
    const given = (parseQuery(query, new URLSearchParams()) as { query: Record<string, unknown> }).query[
      name
    ];
    expect([name, schema.default]).toEqual([name, given]);
  }
});

test('every answer that the document refers to is there, and is a schema that tells right from wrong', () => {
  const referred = [...JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    ([, name]) => name,
  );
  expect(referred.length).toBeGreaterThan(10);
  for (const name of referred) expect(components.schemas).toHaveProperty(name ?? '');
  expect(Object.keys(components.schemas.Report?.properties ?? {})).toContain('os');
  const removed = ANSWERS.Removed as v.GenericSchema;
  expect(v.is(removed, { removed: 1 })).toBe(true);
  expect(v.is(removed, { removed: 'all' })).toBe(false);
});
