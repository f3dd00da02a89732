// A listener object: `this`, and `handleEvent` looked up at each dispatch.
const listener = {
  handleEvent(event) {
    seen('first', this === listener, event.tag, event.isTrusted, event.currentTarget === self);
    this.handleEvent = (next) => seen('second', next.tag);
  },
};
addEventListener('sync', listener);
