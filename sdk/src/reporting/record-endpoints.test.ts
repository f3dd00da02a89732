import { expect, it } from 'vitest';
import { recordEndpoints } from './record-endpoints.ts';

const scopeWith = (headers: Record<string, string>, status = 200, href = 'https://example.com/') => ({
  fetch: async () => new Response(null, { headers, status }),
  location: { href } as Location,
});

it('writes down the endpoints of the document, and nothing where its headers cannot be read', async () => {
  const lines: unknown[] = [];
  const journal = { write: (service: string, line: object) => void lines.push({ service, ...line }) };
  await recordEndpoints(journal, scopeWith({ 'reporting-endpoints': 'main="/r"' }));
  expect(lines).toMatchObject([
    {
      service: 'reporting',
      event: 'Reporting endpoints',
      own: true,
      detail: { endpoints: [{ name: 'main', url: 'https://example.com/r', header: 'Reporting-Endpoints' }] },
    },
  ]);
  await recordEndpoints(journal, scopeWith({}, 405));
  await recordEndpoints(journal, scopeWith({}, 200, 'file:///index.html'));
  expect(lines).toHaveLength(1);
});
