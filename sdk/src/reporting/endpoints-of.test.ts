import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointsOf } from './endpoints-of.ts';

const PAGE = 'https://example.com/app/index.html';
const of = (headers: Record<string, string>) => endpointsOf(new Headers(headers), PAGE);

describe('endpointsOf', () => {
  it('reads Reporting-Endpoints, relative addresses and parameters included', () => {
    const header = 'main="https://r.example/main", default="/reports";v=1 , up="../x",bad=token, "no"="y"';
    expect(of({ 'reporting-endpoints': header })).toEqual([
      {
        name: 'main',
        url: 'https://r.example/main',
        origin: 'https://example.com',
        header: 'Reporting-Endpoints',
      },
      {
        name: 'default',
        url: 'https://example.com/reports',
        origin: 'https://example.com',
        header: 'Reporting-Endpoints',
      },
      {
        name: 'up',
        url: 'https://example.com/x',
        origin: 'https://example.com',
        header: 'Reporting-Endpoints',
      },
    ]);
  });

  it('reads several objects of Report-To, and the group that NEL points at', () => {
    const found = of({
      'report-to':
        '{"group":"nel","max_age":60,"endpoints":[{"url":"https://r.example/nel"},{"url":"https://b.example/nel"}]},' +
        '{"max_age":60,"endpoints":[{"url":"https://r.example/d"}]}',
      nel: '{"report_to":"nel","max_age":60}',
    });
    expect(found.map(({ header, name, url }) => `${header} ${name} ${url}`)).toEqual([
      'Report-To nel https://r.example/nel',
      'Report-To nel https://b.example/nel',
      'Report-To default https://r.example/d',
      'NEL nel https://r.example/nel',
      'NEL nel https://b.example/nel',
    ]);
  });

  it('finds nothing in nothing, and leaves out what cannot be read', () => {
    expect(of({})).toEqual([]);
    expect(of({ 'report-to': '{"group":', nel: '[1,null]', 'reporting-endpoints': 'a="http://["' })).toEqual(
      [],
    );
    expect(of({ 'report-to': '{"endpoints":[null,7,{"url":"https://["}]}' })).not.toContainEqual({
      url: 'null',
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        const headers = { get: (name: string) => (name === 'nel' ? json : text) };
        expect(Array.isArray(endpointsOf(headers, PAGE))).toBe(true);
        expect(Array.isArray(endpointsOf({ get: () => json }, PAGE))).toBe(true);
      }),
    );
  });
});
