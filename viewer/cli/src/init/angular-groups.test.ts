import { expect, test } from 'vitest';
import { missingExceptions } from './angular-groups.ts';

const KEPT = new Map([
  ['!/offstage-sw.js', ['/offstage-sw.js']],
  ['!/viewer/**', ['/viewer/index.html', '/viewer/assets/icon-1.svg', '/viewer/assets/index-1.js']],
]);
const missing = (...files: readonly unknown[]) =>
  missingExceptions({ assetGroups: [{ resources: { files } }] }, KEPT)[0]?.missing;

// https://angular.dev/ecosystem/service-workers/config#glob-patterns
test.each<[readonly string[], readonly string[] | undefined]>([
  [['/*.js', '/*.css'], ['!/offstage-sw.js']],
  [['/**/*.js'], ['!/offstage-sw.js', '!/viewer/**']],
  [['/**'], ['!/offstage-sw.js', '!/viewer/**']],
  [['/**/*.(svg|png)'], ['!/viewer/**']],
  [['/offstage-?w.js'], ['!/offstage-sw.js']],
  [['/**', '!/viewer/**'], ['!/offstage-sw.js']],
  [['/**', '!/**/*.js', '!/viewer/**'], undefined],
  // The later pattern wins.
  [['!/viewer/**', '/**/*.svg'], ['!/viewer/**']],
  [['/index.html', '/viewer', '/assets/**', '/offstage-swXjs'], undefined],
  [[], undefined],
])('of %j it is %j that is missing', (files, wanted) => {
  expect(missing(...files)).toEqual(wanted);
});

test('nothing that is not understood is called right, and nothing is made up', () => {
  const group = (resources: unknown) => ({ assetGroups: [{ resources }] });
  const path = ['assetGroups', 0, 'resources', 'files'];
  expect(missing('/**', 7)).toBeUndefined();
  expect(missingExceptions(group({ files: '/**' }), KEPT)).toEqual([{ path, missing: undefined }]);
  expect(missingExceptions(group({ files: ['/(['] }), KEPT)).toEqual([{ path, missing: [...KEPT.keys()] }]);
  for (const config of [undefined, null, 'x', {}, { assetGroups: {} }, group(null), group({ urls: ['x'] })])
    expect(missingExceptions(config, KEPT)).toEqual([]);
  expect(missingExceptions({ assetGroups: [null, 3, {}] }, KEPT)).toEqual([]);
});
