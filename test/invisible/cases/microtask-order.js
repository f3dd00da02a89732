// To the last microtask: what the host queues in a handler, and what the platform does, come in the same order.
let order = [];
const note = (name) => order.push(name);
addEventListener('sync', (event) => {
  // Its own: the next event may come before the timer.
  order = [];
  note('first');
  queueMicrotask(() => note('micro 1'));
  event.waitUntil(
    (async () => {
      note('sync part');
      await null;
      note('await 1');
      await null;
      note('await 2');
    })(),
  );
  Promise.resolve()
    .then(() => note('then 1'))
    .then(() => note('then 2'))
    .then(() => note('then 3'));
});
addEventListener('sync', (event) => {
  note('second');
  queueMicrotask(() => note('micro 2'));
  event.waitUntil({
    // biome-ignore lint/suspicious/noThenProperty: that is the case
    then(resolve) {
      note('thenable');
      resolve();
    },
  });
  const own = order;
  setTimeout(() => seen(event.tag, own), 5);
});
