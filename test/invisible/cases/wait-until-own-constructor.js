// A promise class whose constructor takes something else: its `then` throws.
class Delay extends Promise {
  constructor(milliseconds) {
    super((resolve) => setTimeout(resolve, milliseconds));
  }
}
addEventListener('sync', (event) => {
  try {
    seen('returned', event.waitUntil(new Delay(5)));
  } catch (error) {
    seen('threw', error.name);
  }
});
