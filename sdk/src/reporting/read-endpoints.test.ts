import { describe, expect, it } from 'vitest';
import { readEndpoints } from './read-endpoints.ts';

function scopeWith(href: string, answer: () => Promise<Response>) {
  const requests: unknown[] = [];
  const fetch = (url: unknown, init: unknown) => {
    requests.push([url, init]);
    return answer();
  };
  return { requests, scope: { location: { href }, fetch } as unknown as Parameters<typeof readEndpoints>[1] };
}

const headers = { 'reporting-endpoints': 'a="/a"' };

describe('readEndpoints', () => {
  it('asks once, by a HEAD request for the document', async () => {
    const { scope, requests } = scopeWith(
      'https://example.com/x',
      async () => new Response(null, { headers }),
    );
    expect((await readEndpoints('', scope))?.[0]?.url).toBe('https://example.com/a');
    expect(requests).toEqual([
      ['https://example.com/x', { method: 'HEAD', cache: 'force-cache', credentials: 'same-origin' }],
    ]);
  });

  it('reads those of an address that a person enters', async () => {
    const { scope, requests } = scopeWith(
      'https://example.com/x',
      async () => new Response(null, { headers }),
    );
    expect((await readEndpoints('/shop/', scope))?.[0]?.url).toBe('https://example.com/a');
    expect(requests).toMatchObject([['https://example.com/shop/', {}]]);
    expect(await readEndpoints('http://[', scope)).toBeUndefined();
  });

  it('reads the headers of a page that says 404, but not of a server that knows no HEAD', async () => {
    const not = scopeWith('https://example.com/x', async () => new Response(null, { headers, status: 404 }));
    expect(await readEndpoints('', not.scope)).toHaveLength(1);
    const head = scopeWith('https://example.com/x', async () => new Response(null, { headers, status: 405 }));
    expect(await readEndpoints('', head.scope)).toBeUndefined();
  });

  it('asks nobody for a document without headers, and survives a network that fails', async () => {
    const blank = scopeWith('https://example.com/x', () => Promise.reject(new TypeError()));
    expect(await readEndpoints('about:srcdoc', blank.scope)).toBeUndefined();
    expect(blank.requests).toEqual([]);
    const offline = scopeWith('https://example.com/x', () => Promise.reject(new TypeError()));
    expect(await readEndpoints('', offline.scope)).toBeUndefined();
  });
});
