// biome-ignore lint/suspicious/noRedundantUseStrict: a classic worker is not strict by itself
'use strict';
setTimeout(() => {
  self.onsync = (event) => {
    // Its own: the next event may come before the timer.
    const order = [];
    order.push('handler');
    queueMicrotask(() => order.push('microtask'));
    event.waitUntil(Promise.resolve().then(() => order.push('waited')));
    setTimeout(() => seen(event.tag, order), 5);
  };
  seen(typeof self.onsync);
});
