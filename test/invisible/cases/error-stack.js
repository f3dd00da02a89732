// Stack traces of the host's own code have no foreign frame.
const frames = (error) =>
  error.stack
    .split('\n')
    .slice(1)
    .map((frame) => frame.replace(/https:.*\//, '').trim());
addEventListener('sync', function named(event) {
  seen(frames(new Error('here')));
  event.waitUntil(
    Promise.resolve().then(function inside() {
      seen(frames(new Error('in a promise')));
    }),
  );
});
