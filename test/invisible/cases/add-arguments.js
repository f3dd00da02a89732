const attempt = (work) => {
  try {
    seen(work());
  } catch (error) {
    seen(error.name, error.message);
  }
};
attempt(() => addEventListener());
attempt(() => addEventListener('sync'));
attempt(() => addEventListener('sync', null));
attempt(() => addEventListener('sync', 7));
attempt(() => addEventListener('sync', () => seen('called'), { signal: 7 }));
attempt(() => addEventListener('sync', () => seen('fine'), undefined));
attempt(() => addEventListener.call({}, 'sync', () => {}));
