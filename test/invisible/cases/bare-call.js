(function strict() {
  // biome-ignore lint/suspicious/noRedundantUseStrict: a classic worker is not strict by itself
  'use strict';
  addEventListener('sync', () => seen('bare'));
  const add = self.addEventListener;
  add('sync', () => seen('unbound'));
  add.call(null, 'sync', () => seen('null'));
  const remove = self.removeEventListener;
  remove('sync', () => {});
})();
