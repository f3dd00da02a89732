// By two libraries that know nothing of each other, the second when there are listeners already.
// ---- the plugin is loaded here ----
addEventListener('sync', (event) => {
  seen('one', event.tag);
  event.waitUntil(Promise.resolve().then(() => seen('then')));
});
// ---- the plugin is loaded here ----
self.onsync = (event) => {
  seen('handler', event.tag);
  if (event.tag === 'second') event.waitUntil(Promise.reject(new Error('the own one')));
};
seen(Object.getOwnPropertySymbols(self).filter((symbol) => symbol.description !== 'offstage').length);
