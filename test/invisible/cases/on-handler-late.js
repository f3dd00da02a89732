// biome-ignore lint/suspicious/noRedundantUseStrict: a classic worker is not strict by itself
'use strict';
const order = [];
setTimeout(() => {
  self.onsync = (event) => {
    order.push('handler');
    queueMicrotask(() => order.push('microtask'));
    event.waitUntil(Promise.resolve().then(() => order.push('waited')));
    setTimeout(() => seen(event.tag, order.splice(0)), 5);
  };
  seen(typeof self.onsync);
});
